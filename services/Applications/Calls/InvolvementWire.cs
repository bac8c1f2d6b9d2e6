using static ProjetK.Ecosystem.V1.Involvement.Types;

namespace ProjetK.Applications;

/// <summary>Counts of actors on the wires of this service and of Ecosystem.</summary>
internal static class InvolvementWire
{
    public static V1.Call.Types.Involvement ToProto(this Involvement involvement) => new()
    {
        PublicActors = involvement.PublicActors,
        PrivateActors = involvement.PrivateActors,
        CivilActors = involvement.CivilActors,
    };

    /// <summary>The confirmed actors of a territory, as Ecosystem counts them.</summary>
    public static Involvement FromProto(this Ecosystem.V1.Involvement counted)
    {
        int Confirmed(Group group) =>
            counted.Requirements.FirstOrDefault(requirement => requirement.Group == group)?.Confirmed ?? 0;
        return new(Confirmed(Group.Public), Confirmed(Group.Private), Confirmed(Group.Civil));
    }
}

namespace ProjetK.Ecosystem;

/// <summary>Puts the involvement on the wire.</summary>
internal static class InvolvementWire
{
    public static V1.Involvement ToProto(this Involvement involvement) => new()
    {
        Territory = Territory.NameOf(involvement.Territory),
        Kinds =
        {
            Enum.GetValues<ActorKind>().Select(kind => new V1.Involvement.Types.KindCount
            {
                Kind = (V1.Actor.Types.Kind)kind,
                Confirmed = involvement.Confirmed[kind],
            }),
        },
        SharedValues =
        {
            involvement.SharedValues.Select(shared => new V1.Involvement.Types.SharedValue
            {
                Value = shared.Value,
                Actors = shared.Actors,
            }),
        },
        Requirements =
        {
            involvement.Requirements.Select(requirement => new V1.Involvement.Types.Requirement
            {
                Group = (V1.Involvement.Types.Group)requirement.Group,
                Required = requirement.Required,
                Confirmed = requirement.Confirmed,
                Missing = requirement.Missing,
            }),
        },
        Sufficient = involvement.Sufficient,
    };
}

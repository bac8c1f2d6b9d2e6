using Google.Protobuf.WellKnownTypes;

namespace ProjetK.Ecosystem;

/// <summary>Puts support teams on the wire.</summary>
internal static class SupportWire
{
    public static V1.SupportTeam ToProto(this Support team) => new()
    {
        Name = team.Name,
        Representative = team.Representative is { } person ? $"people/{person}" : "",
        Facilitators = { team.Facilitators.Select(facilitator => $"people/{facilitator}") },
        Complete = team.Complete,
        UpdateTime = team.UpdateTime?.ToTimestamp(),
        Etag = team.Version == 0 ? "" : Etag.From(team.Version),
    };
}

using Google.Protobuf.WellKnownTypes;

namespace ProjetK.Ecosystem;

/// <summary>Puts territories on the wire.</summary>
internal static class TerritoryWire
{
    public static V1.Territory ToProto(this Territory territory) => new()
    {
        Name = territory.Name,
        DisplayName = territory.DisplayName,
        Communes = { territory.Communes.Select(commune => $"communes/{commune}") },
        Population = territory.Population,
        Profile = territory.Profile.ToProto(),
        Stage = (V1.Territory.Types.Stage)territory.Stage,
        Call = territory.Call is null ? "" : $"calls/{territory.Call}",
        Application = territory.Application is null ? "" : $"applications/{territory.Application}",
        CreateTime = territory.CreateTime.ToTimestamp(),
        UpdateTime = territory.UpdateTime.ToTimestamp(),
        Etag = Etag.From(territory.Version),
    };

    /// <summary>What a territory says of itself, each word once.</summary>
    public static Profile Read(this V1.Territory.Types.Profile profile) => new(
        Once(profile.Values), Once(profile.Dynamics), Once(profile.Offers), Once(profile.Seeks),
        profile.Ambition.Trim());

    private static string[] Once(IEnumerable<string> words) =>
        [.. words.Select(word => word.Trim()).Where(word => word.Length > 0).Distinct()];

    private static V1.Territory.Types.Profile ToProto(this Profile profile) => new()
    {
        Values = { profile.Values },
        Dynamics = { profile.Dynamics },
        Offers = { profile.Offers },
        Seeks = { profile.Seeks },
        Ambition = profile.Ambition,
    };
}

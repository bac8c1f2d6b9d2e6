using ProjetK.Applications.V1;
using ProjetK.Portal.Pages.Dossiers;

namespace ProjetK.Portal.Pages.Rooms;

/// <summary>Which commune can take the place of one that merged: its successor by the official files, or one that was
/// searched for where they name none.</summary>
internal static class Successors
{
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<(string Value, string Text)>>> Options(
        CommuneService.CommuneServiceClient service, IEnumerable<string> members, string? query)
    {
        var asksFound = query is { Length: > 0 and <= 100 }
            ? service.ListCommunesAsync(new() { Query = query, PageSize = 8 }).IfItAnswers() : null;
        var known = (await Task.WhenAll(members.Take(30).Select(Read))).OfType<Commune>().ToList();
        var heirs = (await Task.WhenAll(known.Select(commune => commune.Successor).Where(name => name.Length > 0).Distinct().Select(Read)))
            .OfType<Commune>();
        var found = asksFound is null ? null : await asksFound;
        var merged = known.Where(commune => commune.Successor.Length > 0 || commune.ValidToDate is not null).ToList();
        return new Dictionary<string, IReadOnlyList<(string, string)>>
        {
            ["commune"] = Say(merged.Count > 0 ? merged : known),
            ["by"] = Say(heirs.Concat(found?.Communes ?? [])),
        };

        async Task<Commune?> Read(string name) => await service.GetCommuneAsync(new() { Name = name }).IfItAnswers();
    }

    private static IReadOnlyList<(string, string)> Say(IEnumerable<Commune> communes) =>
        [.. communes.DistinctBy(commune => commune.Name).Select(commune => (commune.Name, ApplicantChoice.Describe(commune)))];
}

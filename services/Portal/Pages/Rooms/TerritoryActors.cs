using ProjetK.Ecosystem.V1;
using Client = ProjetK.Ecosystem.V1.EcosystemService.EcosystemServiceClient;

namespace ProjetK.Portal.Pages.Rooms;

/// <summary>The actors whom those who accompany a territory know by name.</summary>
internal static class TerritoryActors
{
    /// <summary>Those of its communes; and whether they are asked to take part in it, or do.</summary>
    public static async Task<IReadOnlyList<(string Name, string DisplayName, bool IsInvited)>> Of(Client service, Territory territory)
    {
        var asksCommitments = service.ListCommitmentsAsync(new() { Parent = territory.Name, PageSize = 200 }).IfItAnswers();
        var found = await Task.WhenAll(territory.Communes.Take(5).Select(commune =>
            service.ListActorsAsync(new() { PageSize = 200, Commune = commune }).IfItAnswers()));
        var invited = ((await asksCommitments)?.Commitments ?? []).Select(commitment => commitment.Actor).ToHashSet();
        return [.. found.SelectMany(answer => answer?.Actors ?? []).Select(actor => (actor.Name, actor.DisplayName, invited.Contains(actor.Name)))];
    }
}

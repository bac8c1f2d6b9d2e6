using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    /// <summary>Whether a caller knows of what is not announced yet.</summary>
    private static bool KnowsAll(Caller caller) =>
        caller.BoundTo(Role.Finance, Role.Manager, Role.Auditor, Role.Service) is null;

    /// <summary>Envelopes as the caller may see them.</summary>
    private async Task<IEnumerable<Envelope>> SeenBy(
        Caller caller, IReadOnlyList<Envelope> envelopes, CancellationToken cancellation)
    {
        if (KnowsAll(caller))
            return envelopes;
        var cuts = await LedgerTable.FindCuts(
            database, [.. envelopes.Select(envelope => envelope.Id)], cancellation);
        return envelopes.Select(envelope => cuts.TryGetValue(envelope.Id, out var cut)
            ? envelope.AsOf(cut).ForPublic(cut.Time)
            : envelope.ForPublic(envelope.CreateTime));
    }
}


namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override async Task<V1.ListCommitmentsResponse> ListCommitments(
        V1.ListCommitmentsRequest request, ServerCallContext context)
    {
        var page = Page.Of(request);
        var territory = ResourceName.ParseGuid(Territory.Pattern, request.Parent, "parent");
        var now = database.Now;
        var commitments = await CommitmentTable.List(
            database, territory, EnumText.OrNull(request.State), now, context.GetCaller(), page,
            context.CancellationToken);
        if (commitments.Count == 0)
            await RequireTerritory(territory, request.Parent, context);
        var next = page.Cut(commitments, commitment => (commitment.CreateTime, commitment.Id));
        return new()
        {
            Commitments = { commitments.Select(commitment => commitment.At(now).ToProto()) },
            NextPageToken = next,
        };
    }

    // Nothing to list: because there are none, or because there is no such territory for this caller.
    private async Task RequireTerritory(Guid id, string name, ServerCallContext context)
    {
        var territory = await TerritoryTable.Find(database, id, context.CancellationToken);
        if (territory is null || Ownership.BoundTo(context.GetCaller()) is { } communes
            && !territory.Communes.Intersect(communes).Any())
            throw CommonErrors.NotFound(name);
    }
}

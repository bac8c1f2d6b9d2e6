
namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override async Task<V1.ListCommitmentsResponse> ListCommitments(
        V1.ListCommitmentsRequest request, ServerCallContext context)
    {
        var page = Page.Of(request);
        var territory = ResourceName.ParseGuid(Territory.Pattern, request.Parent, "parent");
        var (now, reach) = (database.Now, Ownership.Of(context.GetCaller()));
        var commitments = await CommitmentTable.List(
            database, territory, EnumText.OrNull(request.State), now, reach, page, context.CancellationToken);
        if (commitments.Count == 0)
            await RequireTerritory(territory, request.Parent, reach, context.CancellationToken);
        var next = page.Cut(commitments, commitment => (commitment.CreateTime, commitment.Id));
        return new()
        {
            Commitments = { commitments.Select(commitment => commitment.At(now).ToProto()) },
            NextPageToken = next,
        };
    }

    // Nothing to list: because there are none, or because there is no such territory for this caller.
    private async Task RequireTerritory(Guid id, string name, Reach reach, CancellationToken cancellation)
    {
        if (!await TerritoryTable.Exists(database, id, reach, cancellation))
            throw CommonErrors.NotFound(name);
    }
}

namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    public override Task<V1.Grant> ReleaseGrant(V1.ReleaseGrantRequest request, ServerCallContext context)
    {
        var id = ResourceName.ParseGuid("grants/{grant}", request.Name);
        return mutations.Run(request, context, async transaction =>
        {
            var grant = await GrantTable.Lock(transaction, id) ?? throw CommonErrors.NotFound(request.Name);
            Etag.CheckIfGiven(request.Etag, grant.Version);
            grant.Require(GrantState.Reserved);
            return (await GrantRelease.Write(transaction, grant, request.Reason.Trim())).ToProto(transaction.Now);
        }, keep: true);
    }
}

namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    public override async Task<V1.Grant> GetGrant(V1.GetGrantRequest request, ServerCallContext context)
    {
        var grant = await FindGrant(ResourceName.ParseGuid("grants/{grant}", request.Name), context);
        return grant?.ToProto(database.Now) ?? throw CommonErrors.NotFound(request.Name);
    }

    /// <summary>A grant, if the caller may know of it.</summary>
    private Task<Grant?> FindGrant(Guid id, ServerCallContext context) =>
        GrantTable.Find(database, id, KnowsAll(context.GetCaller()), context.CancellationToken);
}

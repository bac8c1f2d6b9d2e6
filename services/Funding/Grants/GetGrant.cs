
namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    public override async Task<V1.Grant> GetGrant(V1.GetGrantRequest request, ServerCallContext context)
    {
        var id = ResourceName.ParseGuid("grants/{grant}", request.Name);
        var grant = await GrantTable.Find(database, id, BoundTo(context.GetCaller()), context.CancellationToken);
        return grant?.ToProto() ?? throw CommonErrors.NotFound(request.Name);
    }
}

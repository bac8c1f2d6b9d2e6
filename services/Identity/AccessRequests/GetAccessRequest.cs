
namespace ProjetK.Identity;

internal sealed partial class IdentityService
{
    public override async Task<V1.AccessRequest> GetAccessRequest(
        V1.GetAccessRequestRequest request, ServerCallContext context)
    {
        var id = ResourceName.ParseGuid(AccessRequest.Pattern, request.Name);
        var found = await AccessRequestTable.Find(database, id, context.CancellationToken)
            ?? throw CommonErrors.NotFound(request.Name);
        return found.ToProto();
    }
}

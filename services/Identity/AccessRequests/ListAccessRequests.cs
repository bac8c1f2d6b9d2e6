
namespace ProjetK.Identity;

internal sealed partial class IdentityService
{
    public override async Task<V1.ListAccessRequestsResponse> ListAccessRequests(
        V1.ListAccessRequestsRequest request, ServerCallContext context)
    {
        var page = Page.Of(request);
        var violations = new Violations();
        var commune = violations.OptionalCommune(request.Commune, "commune");
        violations.ThrowIfAny();
        var listed = await AccessRequestTable.List(
            database, page, EnumText.OrNull(request.State), commune, context.CancellationToken);
        var next = page.Cut(listed, last => (last.CreateTime, last.Id));
        return new() { AccessRequests = { listed.Select(AccessRequestWire.ToProto) }, NextPageToken = next };
    }
}


namespace ProjetK.Identity;

internal sealed partial class IdentityService
{
    public override async Task<V1.ListAccessRequestsResponse> ListAccessRequests(
        V1.ListAccessRequestsRequest request, ServerCallContext context)
    {
        var page = Page.Of(request);
        var violations = new Violations();
        var commune = request.Commune.Length == 0 ? null : violations.Commune(request.Commune, "commune");
        violations.ThrowIfAny();
        var listed = await AccessRequestTable.List(
            database, page, Word.OrNull(request.State), commune, context.CancellationToken);
        var next = page.Cut(listed, last => Cursor.Key(last.CreateTime, last.Id));
        return new() { AccessRequests = { listed.Select(AccessRequestWire.ToProto) }, NextPageToken = next };
    }
}

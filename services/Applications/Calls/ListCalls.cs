using static ProjetK.Auth.V1.Access.Types;

namespace ProjetK.Applications;

internal sealed partial class CallService
{
    public override async Task<V1.ListCallsResponse> ListCalls(V1.ListCallsRequest request, ServerCallContext context)
    {
        var page = Page.Of(request);
        var now = database.Now;
        var calls = await CallTable.List(
            database, request.Phase.FromProto(), context.GetCaller().Has(Role.Manager), now, page,
            context.CancellationToken);
        var next = page.Cut(calls, call => (call.IntentDeadlineTime, call.Id));
        return new() { Calls = { calls.Select(call => call.ToProto(now)) }, NextPageToken = next };
    }
}

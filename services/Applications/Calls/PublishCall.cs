namespace ProjetK.Applications;

internal sealed partial class CallService
{
    public override Task<V1.Call> PublishCall(V1.PublishCallRequest request, ServerCallContext context) =>
        Change(request, request.Name, request.Etag, context, async (transaction, call) =>
            call.Publish(await CommuneTable.FindVintage(transaction), transaction.Now));
}

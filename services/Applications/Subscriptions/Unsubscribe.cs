namespace ProjetK.Applications;

internal sealed partial class CallService
{
    public override Task<V1.UnsubscribeResponse> Unsubscribe(V1.UnsubscribeRequest request, ServerCallContext context) =>
        mutations.Run(request, context, async transaction =>
        {
            if (!await subscribers.Forget(transaction, request.Token))
                throw CallErrors.LinkExpired();
            transaction.Record("services/applications", null, null, "subscribers");
            return new V1.UnsubscribeResponse();
        });
}

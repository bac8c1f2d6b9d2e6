namespace ProjetK.Applications;

internal sealed partial class CallService
{
    public override Task<V1.SubscribeToCallsResponse> SubscribeToCalls(
        V1.SubscribeToCallsRequest request, ServerCallContext context) =>
        mutations.Run(request, context, async transaction =>
        {
            await subscribers.Invite(transaction, request.Email.Trim());
            return new V1.SubscribeToCallsResponse();
        });
}

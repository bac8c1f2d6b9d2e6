namespace ProjetK.Applications;

internal sealed partial class CallService
{
    public override Task<V1.ConfirmSubscriptionResponse> ConfirmSubscription(
        V1.ConfirmSubscriptionRequest request, ServerCallContext context) =>
        mutations.Run(request, context, async transaction =>
        {
            if (!await SubscriberTable.Confirm(transaction, request.Token))
                throw CallErrors.LinkExpired();
            transaction.Record("services/applications", null, null, "subscribers");
            return new V1.ConfirmSubscriptionResponse();
        });
}

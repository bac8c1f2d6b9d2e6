namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task<V1.Application> WaitlistApplication(
        V1.WaitlistApplicationRequest request, ServerCallContext context)
    {
        var reason = Reason(request.Reason);
        var publicReason = OptionalReason(request.PublicReason, "public_reason");
        return Change(request, request.Name, request.Etag, context, (application, transaction) => InOrder(
            application, Transition.WaitlistApplication, reason, publicReason, transaction,
            () => Task.FromResult(application.Waitlist(reason, publicReason, transaction.Now))), lockCall: true);
    }
}

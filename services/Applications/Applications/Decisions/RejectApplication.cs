namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task<V1.Application> RejectApplication(
        V1.RejectApplicationRequest request, ServerCallContext context)
    {
        var reason = Reason(request.Reason);
        var publicReason = OptionalReason(request.PublicReason, "public_reason");
        return Change(request, request.Name, request.Etag, context, (application, transaction) => InOrder(
            application, Transition.RejectApplication, reason, publicReason, transaction,
            () => Task.FromResult(application.Reject(reason, publicReason, transaction.Now))), lockCall: true);
    }
}

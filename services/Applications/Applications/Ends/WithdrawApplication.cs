namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task<V1.Application> WithdrawApplication(
        V1.WithdrawApplicationRequest request, ServerCallContext context)
    {
        var reason = OptionalReason(request.Reason, "reason");
        return Change(request, request.Name, request.Etag, context, (application, now) =>
            application.Withdraw(reason, now));
    }
}

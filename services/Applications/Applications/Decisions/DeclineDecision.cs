namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task<V1.Application> DeclineDecision(
        V1.DeclineDecisionRequest request, ServerCallContext context)
    {
        var reason = Reason(request.Reason);
        return Change(request, request.Name, request.Etag, context, (application, now) =>
            application.Decline(reason, now));
    }
}

namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task<V1.Application> AcceptLate(V1.AcceptLateRequest request, ServerCallContext context)
    {
        var reason = Reason(request.Reason);
        var (kind, until) = ((DeadlineKind)(int)request.Letter, Instant(request.UntilTime)!.Value);
        return Change(request, request.Name, request.Etag, context, async (application, transaction) =>
        {
            Application Accept() => application.AcceptLate(kind, until, reason, transaction.Now);
            return application.State == ApplicationState.Lapsed
                ? await Revive(application, transaction, Accept)
                : Accept();
        }, lockCall: true);
    }
}

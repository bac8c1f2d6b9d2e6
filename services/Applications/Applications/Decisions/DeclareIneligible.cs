namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task<V1.Application> DeclareIneligible(
        V1.DeclareIneligibleRequest request, ServerCallContext context)
    {
        var reason = Reason(request.Reason);
        return Change(request, request.Name, request.Etag, context, (application, now) =>
            application.DeclareIneligible(reason, now));
    }
}

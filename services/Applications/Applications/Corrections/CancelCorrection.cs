namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task<V1.Application> CancelCorrection(
        V1.CancelCorrectionRequest request, ServerCallContext context) =>
        Change(request, request.Name, request.Etag, context, (application, now) => application.CancelCorrection(now));
}

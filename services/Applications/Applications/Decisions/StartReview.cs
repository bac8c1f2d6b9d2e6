namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task<V1.Application> StartReview(V1.StartReviewRequest request, ServerCallContext context) =>
        Change(request, request.Name, request.Etag, context, (application, now) => application.StartReview(now));
}

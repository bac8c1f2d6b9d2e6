namespace ProjetK.Applications;

internal sealed partial class ReviewService
{
    public override Task<V1.Review> SubmitReview(V1.SubmitReviewRequest request, ServerCallContext context) =>
        ChangeOwn(request, request.Name, request.Etag, context, (review, application, now) =>
            review.Submit(application.Call.Criteria, now));
}

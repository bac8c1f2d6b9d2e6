namespace ProjetK.Applications;

internal sealed partial class ReviewService
{
    public override Task<V1.Review> ReturnReview(V1.ReturnReviewRequest request, ServerCallContext context) =>
        Change(request, request.Name, request.Etag, context, Reviewed, (review, _, transaction) =>
            Task.FromResult(review.Return(request.Reason.Trim(), transaction.Now)));
}

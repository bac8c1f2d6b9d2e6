namespace ProjetK.Applications;

internal sealed partial class ReviewService
{
    public override Task<V1.Review> UnassignReviewer(V1.UnassignReviewerRequest request, ServerCallContext context) =>
        Change(request, request.Name, request.Etag, context, Undecided, (review, _, transaction) =>
            Task.FromResult(review.Unassign(request.Reason.Trim(), transaction.Now)));
}

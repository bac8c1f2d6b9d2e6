namespace ProjetK.Applications;

internal sealed partial class ReviewService
{
    public override Task<V1.Review> CreateReview(V1.CreateReviewRequest request, ServerCallContext context)
    {
        if (request.Conflict && string.IsNullOrWhiteSpace(request.Reason))
            throw Errors.ReasonRequired();
        return ChangeOwn(request, request.Name, request.Etag, context, (review, _, now) => request.Conflict
            ? review.DeclareConflict(request.Reason.Trim(), now)
            : review.Start(now));
    }
}

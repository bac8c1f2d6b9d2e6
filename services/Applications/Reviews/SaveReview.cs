namespace ProjetK.Applications;

internal sealed partial class ReviewService
{
    public override Task<V1.Review> SaveReview(V1.SaveReviewRequest request, ServerCallContext context) =>
        ChangeOwn(request, request.Name, request.Etag, context, (review, application, now) =>
            review.Save(ReviewWire.FromProto(request.Scores, application.Call), now));
}

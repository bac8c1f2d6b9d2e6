namespace ProjetK.Applications;

internal sealed partial class ReviewService
{
    public override Task<V1.Review> DeclareConflict(V1.DeclareConflictRequest request, ServerCallContext context) =>
        Change(request, request.Name, request.Etag, context, Undecided, (review, _, transaction) =>
            Task.FromResult(review.DeclareConflict(request.Reason.Trim(), transaction.Now)));
}

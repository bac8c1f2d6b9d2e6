namespace ProjetK.Applications;

internal sealed partial class ReviewService
{
    public override async Task<V1.Review> GetReview(V1.GetReviewRequest request, ServerCallContext context)
    {
        var ids = ReviewWire.ParseName(request.Name);
        var (application, _, seen) = await Read(ids.Application, context);
        return seen.FirstOrDefault(review => review.Id == ids.Review)?.ToProto(application.Call)
            ?? throw CommonErrors.NotFound(request.Name);
    }

    /// <summary>An application that is the caller's to see, all its reviews, and those that the caller sees.</summary>
    private async Task<(Application, IReadOnlyList<Review> All, IReadOnlyList<Review> Seen)> Read(
        Guid id, ServerCallContext context)
    {
        var (caller, cancellation) = (context.GetCaller(), context.CancellationToken);
        var application = await ApplicationTable.Get(database, id, caller, cancellation);
        var all = await ReviewTable.List(database, id, cancellation);
        if (caller.SeesAllReviews())
            return (application, all, all);
        var isJudge = await ReviewTable.IsJudge(database, id, Sight.Of(caller), cancellation);
        return (application, all, isJudge ? all.SeenBy(caller) : []);
    }
}

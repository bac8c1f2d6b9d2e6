namespace ProjetK.Applications;

internal sealed partial class ReviewService
{
    public override async Task<V1.Review> GetReview(V1.GetReviewRequest request, ServerCallContext context)
    {
        var ids = ReviewWire.ParseName(request.Name);
        var (application, seen) = await Read(ids.Application, context);
        return seen.FirstOrDefault(review => review.Id == ids.Review)?.ToProto(application.Call)
            ?? throw CommonErrors.NotFound(request.Name);
    }

    /// <summary>An application that is the caller's to see, and those of its reviews that are.</summary>
    private async Task<(Application, IReadOnlyList<Review>)> Read(Guid id, ServerCallContext context)
    {
        var (caller, cancellation) = (context.GetCaller(), context.CancellationToken);
        var application = await ApplicationTable.Get(database, id, caller, cancellation);
        var all = await ReviewTable.List(database, id, cancellation);
        if (caller.SeesAllReviews())
            return (application, all);
        var isJudge = await ReviewTable.IsJudge(database, id, Sight.Of(caller), cancellation);
        return (application, isJudge ? all.SeenBy(caller) : []);
    }
}

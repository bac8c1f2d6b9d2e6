using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Applications;

internal sealed partial class ReviewService
{
    public override async Task<V1.ListReviewsResponse> ListReviews(
        V1.ListReviewsRequest request, ServerCallContext context)
    {
        var id = ResourceName.ParseGuid(ApplicationWire.Pattern, request.Parent, "parent");
        var page = Page.Of(request);
        var after = page.After<Guid>();
        var (application, seen) = await Read(id, context);
        var reviews = after == default ? [.. seen] : seen.SkipWhile(review => review.Id != after).Skip(1).ToList();
        var token = page.Cut(reviews, review => review.Id);
        return new()
        {
            Reviews = { reviews.Select(review => review.ToProto(application.Call)) },
            NextPageToken = token,
            Means = { Means(application, seen, context.GetCaller()) },
        };
    }

    /// <summary>Managers and auditors know the means at any time, a reviewer once they have submitted, an applicant
    /// once the decision is announced.</summary>
    private static IEnumerable<V1.CriterionMean> Means(
        Application application, IReadOnlyList<Review> seen, Caller caller)
    {
        var isOpen = caller.SeesAllReviews()
            || seen.Any(review => review.IsOf(caller) && review.State == ReviewState.Submitted)
            || (caller.Has(Role.Applicant) && application.IsAnnounced);
        return isOpen ? application.MeanScores().Select(score => score.ToProto(application.Call)) : [];
    }
}

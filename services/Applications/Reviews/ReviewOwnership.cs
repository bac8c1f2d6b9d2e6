using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Applications;

/// <summary>Who sees which reviews. Reviewers judge by themselves: what others wrote they see once their own review is
/// submitted.</summary>
internal static class ReviewOwnership
{
    /// <summary>True for those who see all reviews, void ones too.</summary>
    public static bool SeesAllReviews(this Caller caller) => caller.Has(Role.Manager) || caller.Has(Role.Auditor);

    /// <summary>True for the caller's own review.</summary>
    public static bool IsOf(this Review review, Caller caller) =>
        review.Reviewer is { } reviewer && caller.Has(Role.Reviewer) && reviewer == Sight.PersonOf(caller);

    /// <summary>The reviews of one application that somebody sees who judges it.</summary>
    public static IReadOnlyList<Review> SeenBy(this IReadOnlyList<Review> reviews, Caller caller)
    {
        var isDone = reviews.Any(review => review.IsOf(caller) && review.State == ReviewState.Submitted);
        return
        [
            .. reviews.Where(review => review.IsOf(caller)
                ? review.State != ReviewState.Void
                : isDone && review.State == ReviewState.Submitted),
        ];
    }

    /// <summary>Refuses whoever may change nothing about a review: for a reviewer all but their own, which is not void,
    /// does not exist.</summary>
    public static void RequireVisible(this Review review, Application application, Caller caller)
    {
        if (!caller.SeesAllReviews() && !(review.IsOf(caller) && review.State != ReviewState.Void))
            throw CommonErrors.NotFound($"{ApplicationWire.Name(application.Id)}/reviews/{review.Id}");
    }
}

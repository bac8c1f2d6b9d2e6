using Google.Protobuf;
using static ProjetK.Applications.ApplicationState;
using FundingClient = ProjetK.Funding.V1.FundingService.FundingServiceClient;

namespace ProjetK.Applications;

/// <summary>The jury's work; one file per RPC.</summary>
internal sealed partial class ReviewService(Mutations mutations, Database database, FundingClient funding)
    : V1.ReviewService.ReviewServiceBase
{
    /// <summary>Where reviews are written, and where reviewers may still change.</summary>
    private static readonly ApplicationState[]
        Reviewed = [UnderReview, Waitlisted],
        Undecided = [EngagementSubmitted, UnderReview, Waitlisted];

    /// <summary>Changes a review: lock the application, check its state, read the review, etag, change, save,
    /// reply. Reviewers are not told by a refusal what they are not told otherwise, so the state that they see
    /// counts.</summary>
    private Task<V1.Review> Change<TRequest>(
        TRequest request, string name, string etag, ServerCallContext context, ApplicationState[] states,
        Func<Review, Application, Transaction, Task<Review>> change)
        where TRequest : class, IMessage<TRequest>
    {
        var ids = ReviewWire.ParseName(name);
        return mutations.Run(request, context, async transaction =>
        {
            var application = await ApplicationTable.Lock(transaction, ids.Application);
            var review = await ReviewTable.Get(transaction, ids.Application, ids.Review);
            review.RequireVisible(application, transaction.Caller);
            Require(application, transaction.Caller, states);
            Etag.CheckIfGiven(etag, review.Version);
            var changed = await change(review, application, transaction);
            ReviewTable.Save(transaction, application, review, changed);
            return changed.ToProto(application.Call);
        });
    }

    /// <summary>The same for what the reviewer alone may do, unless they must not judge the application.</summary>
    private Task<V1.Review> ChangeOwn<TRequest>(
        TRequest request, string name, string etag, ServerCallContext context,
        Func<Review, Application, DateTimeOffset, Review> change)
        where TRequest : class, IMessage<TRequest> =>
        Change(request, name, etag, context, Reviewed, async (review, application, transaction) =>
        {
            if (!review.IsOf(transaction.Caller))
                throw ReviewErrors.NotTheirs();
            if (await ReviewTable.IsInConflict(
                transaction, application.Id, review.Reviewer!.Value, transaction.Caller.Communes))
                throw ReviewErrors.ConflictOfInterest();
            return change(review, application, transaction.Now);
        });

    private static void Require(Application application, Caller caller, ApplicationState[] states)
    {
        var seen = application.SeenBy(caller).State;
        if (!states.Contains(seen))
            throw Errors.WrongState(seen, states);
    }
}

namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    /// <summary>Takes a decision that follows the ranking; one that does not waits for a second manager. It must be
    /// possible in either case.</summary>
    private static async Task<Application> InOrder(
        Application application, Transition step, string reason, string publicReason, Transaction transaction,
        Func<Task<Application>> decide)
    {
        var decided = await decide();
        return await IsAgainstRanking(application, step, transaction)
            ? application.Ask(Pending(step, reason, publicReason, null, transaction), transaction.Now)
            : decided;
    }

    private static PendingDecision Pending(
        Transition step, string reason, string publicReason, DateTimeOffset? until, Transaction transaction) =>
        new(step, reason, publicReason, transaction.Caller.Subject, transaction.Now, until);

    /// <summary>A selection passes over a better one that could still be chosen; a waiting or rejection is of one
    /// better than one that is chosen. Without reviews there is no order.</summary>
    private static async Task<bool> IsAgainstRanking(
        Application application, Transition step, Transaction transaction) =>
        await (step == Transition.SelectApplication
            ? ApplicationTable.CountBetter(
                transaction, application, ApplicationState.UnderReview, ApplicationState.Waitlisted)
            : ApplicationTable.CountWorse(
                transaction, application, [.. Enum.GetValues<ApplicationState>().Where(state => state.IsChosen())])) > 0;
}

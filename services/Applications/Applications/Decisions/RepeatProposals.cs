namespace ProjetK.Applications;

/// <summary>Proposes a selection again while Funding has not answered for a minute; the proposal keeps its id, so that
/// one answer is enough however often it is asked.</summary>
internal sealed class RepeatProposals(Database database) : IScheduledTask
{
    public Task Run(CancellationToken cancellation) => database.Run(
        Caller.OfService("applications"), Repeat, cancellation, nameof(RepeatProposals));

    private static async Task Repeat(Transaction transaction)
    {
        foreach (var application in await ApplicationTable.TakeUnanswered(transaction))
            transaction.Announce(application.ToSelectionProposed());
    }
}

namespace ProjetK.Applications;

/// <summary>Proposes a selection again while Funding has not answered for a minute; the proposal keeps its id, so that
/// one answer is enough however often it is asked.</summary>
internal sealed partial class RepeatProposals(Database database, ILogger<RepeatProposals> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);
    private readonly Complaint complaint = new();

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            try
            {
                await database.Run(Caller.OfService("applications"), Repeat, stopping, nameof(RepeatProposals));
                complaint.Forget();
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                if (complaint.IsNews(failure.GetBaseException().Message))
                    LogFailed(failure.GetBaseException().Message);
            }
        }
    }

    private static async Task Repeat(Transaction transaction)
    {
        foreach (var application in await ApplicationTable.TakeUnanswered(transaction))
            transaction.Announce(application.ToSelectionProposed());
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Unanswered proposals were not repeated; it is tried again: {Reason}")]
    private partial void LogFailed(string reason);
}

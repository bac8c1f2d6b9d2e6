using ProjetK.ServiceDefaults;

namespace ProjetK.Applications;

/// <summary>Proposes a selection again while Funding has not answered for a minute; the proposal keeps its id, so that
/// one answer is enough however often it is asked.</summary>
internal sealed partial class RepeatProposals(Database database, ILogger<RepeatProposals> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            try
            {
                await database.Run(Caller.OfService("applications"), Repeat, stopping, nameof(RepeatProposals));
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogFailed(failure);
            }
        }
    }

    private static async Task Repeat(Transaction transaction)
    {
        foreach (var application in await ApplicationTable.TakeUnanswered(transaction))
            transaction.Announce(application.ToSelectionProposed());
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Repeating unanswered proposals failed; it is tried again.")]
    private partial void LogFailed(Exception failure);
}

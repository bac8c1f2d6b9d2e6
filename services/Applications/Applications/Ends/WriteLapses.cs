namespace ProjetK.Applications;

/// <summary>Writes down what lapsed at its deadline, so that others hear of it; readers see it at once without
/// this.</summary>
internal sealed partial class WriteLapses(Database database, ILogger<WriteLapses> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private readonly Complaint complaint = new();

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            try
            {
                foreach (var id in await ApplicationTable.FindLapsed(database, stopping))
                    await database.Run(
                        Caller.OfService("applications"), transaction => Write(transaction, id), stopping,
                        nameof(Transition.Lapse));
                complaint.Forget();
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                if (complaint.IsNews(failure.GetBaseException().Message))
                    LogFailed(failure.GetBaseException().Message);
            }
        }
    }

    private static async Task Write(Transaction transaction, Guid id)
    {
        if (await ApplicationTable.LockLapsed(transaction, id) is { } application)
            ApplicationTable.Save(transaction, application, application.Lapse(transaction.Now));
    }

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "Applications that lapsed were not written down; it is tried again: {Reason}")]
    private partial void LogFailed(string reason);
}

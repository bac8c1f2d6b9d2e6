namespace ProjetK.Funding;

/// <summary>Looks from time to time, once for all who watch in this process, how far the ledgers are written, and wakes
/// those who watch. What is new each of them reads itself, as far as it has come.</summary>
internal sealed partial class LedgerFeed(
    Database database, IConfiguration configuration, IHostApplicationLifetime lifetime, ILogger<LedgerFeed> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly TimeSpan heartbeat = configuration.GetValue("Watching:Heartbeat", TimeSpan.FromSeconds(30));
    private readonly Lock changing = new();
    private TaskCompletionSource<bool> signal = New();
    private int watchers;

    /// <summary>Completes when there may be something new, or with a heartbeat, which it says; fails when nothing can be
    /// known any more. To be taken before asking what there is, so that nothing is missed in between.</summary>
    public Task<bool> Next
    {
        get
        {
            lock (changing)
                return signal.Task;
        }
    }

    /// <summary>Begins to look.</summary>
    public void Join() => Interlocked.Increment(ref watchers);

    public void Leave() => Interlocked.Decrement(ref watchers);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Before the server waits for those who watch: they do not go by themselves.
        await using var stopping = lifetime.ApplicationStopping.Register(() =>
            Replace().SetException(CommonErrors.DependencyUnavailable("funding")));
        using var timer = new PeriodicTimer(Pause);
        var (seen, beat) = (default(LedgerProgress), Environment.TickCount64);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (Volatile.Read(ref watchers) == 0)
                continue;
            try
            {
                var progress = await LedgerTable.FindProgress(database, stoppingToken);
                var isBeat = Environment.TickCount64 - beat >= heartbeat.TotalMilliseconds;
                if (progress == seen && !isBeat)
                    continue;
                (seen, beat) = (progress, isBeat ? Environment.TickCount64 : beat);
                Replace().SetResult(isBeat);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                Failed(logger, failure);
                Replace().SetException(CommonErrors.DependencyUnavailable("database"));
            }
        }
    }

    private TaskCompletionSource<bool> Replace()
    {
        lock (changing)
        {
            var before = signal;
            signal = New();
            return before;
        }
    }

    private static TaskCompletionSource<bool> New()
    {
        var next = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        // Nobody may be waiting when it fails.
        _ = next.Task.ContinueWith(
            failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default);
        return next;
    }

    [LoggerMessage(LogLevel.Warning, "Those who watch the ledger were sent away: it could not be read.")]
    private static partial void Failed(ILogger logger, Exception failure);
}

/// <summary>How much was written in all ledgers together, and how much of it is hidden; changes whenever somebody may
/// see more.</summary>
internal readonly record struct LedgerProgress(long Written, long Hidden);

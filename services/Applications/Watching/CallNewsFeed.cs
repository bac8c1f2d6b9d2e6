using System.Collections.Concurrent;

namespace ProjetK.Applications;

/// <summary>Reads the news of all calls that are watched in this process, once for all who watch, and wakes
/// them.</summary>
internal sealed partial class CallNewsFeed(
    Database database, IConfiguration configuration, IHostApplicationLifetime lifetime, ILogger<CallNewsFeed> logger)
    : BackgroundService
{
    private const int AtOnce = 1_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly TimeSpan heartbeat = configuration.GetValue("Watching:Heartbeat", TimeSpan.FromSeconds(30));
    private readonly ConcurrentDictionary<string, WatchedCall> calls = new();
    private readonly Lock joining = new();

    /// <summary>Begins to watch a call of which everything up to a number is known.</summary>
    public WatchedCall Join(string call, long sequence)
    {
        lock (joining)
        {
            var watched = calls.GetOrAdd(call, _ => new(call, sequence));
            watched.Watchers++;
            return watched;
        }
    }

    public void Leave(WatchedCall watched)
    {
        lock (joining)
            if (--watched.Watchers == 0)
                calls.TryRemove(new(watched.Call, watched));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Before the server waits for those who watch: they do not go by themselves.
        await using var stopping = lifetime.ApplicationStopping.Register(() =>
            Break(CommonErrors.DependencyUnavailable("applications")));
        using var timer = new PeriodicTimer(Pause);
        var beat = Environment.TickCount64;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (Environment.TickCount64 - beat >= heartbeat.TotalMilliseconds)
            {
                beat = Environment.TickCount64;
                foreach (var watched in calls.Values)
                    watched.Wake();
            }
            await Read(stoppingToken);
        }
    }

    private async Task Read(CancellationToken cancellation)
    {
        var watched = calls.Values.ToArray();
        if (watched.Length == 0)
            return;
        try
        {
            var news = await CallViewTable.Read(
                database, [.. watched.Select(call => call.Call)], [.. watched.Select(call => call.Last)], AtOnce,
                cancellation);
            foreach (var group in news.GroupBy(one => one.Call))
                watched.First(call => call.Call == group.Key).Add(group);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            Failed(logger, failure);
            Break(CommonErrors.DependencyUnavailable("database"));
        }
    }

    /// <summary>Who watches must not believe that nothing happens.</summary>
    private void Break(DomainException why)
    {
        lock (joining)
            foreach (var watched in calls.Values)
            {
                calls.TryRemove(new(watched.Call, watched));
                watched.Break(why);
            }
    }

    [LoggerMessage(LogLevel.Warning, "Those who watch calls were sent away: the news could not be read.")]
    private static partial void Failed(ILogger logger, Exception failure);
}

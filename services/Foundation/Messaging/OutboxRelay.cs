using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using RabbitMQ.Client;

namespace ProjetK.Foundation;

/// <summary>Carries events from the outbox to the broker: a window at a time, each event until the broker has
/// confirmed it.</summary>
internal sealed partial class OutboxRelay(
    NpgsqlDataSource dataSource,
    Topology topology,
    EventPublisher publisher,
    OutboxSignal signal,
    IConnectionFactory broker,
    ILogger<OutboxRelay> logger) : BackgroundService
{
    private const int Window = 128;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250), Lease = TimeSpan.FromSeconds(10),
        BacklogInterval = TimeSpan.FromSeconds(5), AfterFailure = TimeSpan.FromSeconds(1),
        DeclareTimeout = TimeSpan.FromSeconds(4);

    private readonly OutboxTable outbox = new(dataSource);
    private readonly HashSet<string> declared = [];
    private readonly Complaint pause = new(), delay = new();
    private int window = Window;
    private long backlogRead;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The first await must come before any work: the host's start does not wait for the broker.
        await Task.Yield();
        await using var channel = new BrokerChannel(broker, "topology");
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await Relay(channel, stoppingToken))
                    await signal.Wait(PollInterval, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                MessageMeters.RelayFailures.Add(1);
                if (pause.IsNews(Refusals.Describe(failure)))
                    Paused(logger, Refusals.Describe(failure));
                await Task.Delay(AfterFailure, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Relays one window; true when more is waiting.</summary>
    private async Task<bool> Relay(BrokerChannel channel, CancellationToken stopping)
    {
        await Measure(stopping);
        // A redelivery may have been written before queues were named by consumers.
        var rows = (await outbox.Claim(window, Lease, stopping)).ConvertAll(
            row => row.Queue is null ? row : row with { Queue = topology.Current(row.Queue) });
        pause.Forget();
        if (rows.Count == 0)
            return false;
        CrashPoints.Pass(CrashPoint.RelayAfterClaim);
        var obstacles = await Declare(channel, rows, stopping);
        var failures = await Task.WhenAll(rows.Select(row => obstacles.TryGetValue(row.Destination, out var obstacle)
            ? Task.FromResult<Exception?>(obstacle)
            : publisher.Publish(row, stopping)));
        CrashPoints.Pass(CrashPoint.RelayBeforeDelete);
        // What the broker has confirmed is removed even while stopping: less to publish twice.
        await outbox.Settle(
            [.. rows.Zip(failures).Where(pair => pair.Second is null).Select(pair => pair.First.Id)],
            [.. rows.Zip(failures).Where(pair => pair.Second is not null).Select(pair =>
                (pair.First.Id, pair.Second!.Message, EventPublisher.Wait(pair.Second, pair.First.Attempts)))],
            CancellationToken.None);
        if (!stopping.IsCancellationRequested)
            Report(rows, failures);
        // While the broker is away one event tries, so that the others do not wait out a time limit each.
        var (full, away) = (rows.Count == window, Array.TrueForAll(failures, EventPublisher.IsBrokerAway));
        window = away ? 1 : Window;
        return full && !away;
    }

    /// <summary>Makes sure of where these events go; gives what is in the way, by destination: it stops no event that
    /// goes elsewhere.</summary>
    private async Task<Dictionary<string, Exception>> Declare(
        BrokerChannel channel, List<OutboxRow> rows, CancellationToken stopping)
    {
        var obstacles = new Dictionary<string, Exception>();
        Exception? away = null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(DeclareTimeout);
        foreach (var row in rows.Where(MustDeclare).OrderByDescending(row => row.Attempts)
            .DistinctBy(row => row.Destination))
            try
            {
                if (away is null)
                    await channel.Use((open, cancellation) => Declare(open, row, cancellation), limit.Token);
                else
                    obstacles.Add(row.Destination, away);
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested)
            {
                obstacles.Add(row.Destination, failure);
                away = EventPublisher.IsBrokerAway(failure) ? failure : null;
            }
        return obstacles;
    }

    /// <summary>On first use and after a failure. Always for events with several consumers: <c>mandatory</c> reports
    /// only messages that reached no queue at all.</summary>
    private bool MustDeclare(OutboxRow row) => row.Attempts > 0 || !declared.Contains(row.Destination)
        || (row.Queue is null && topology.HasSeveralConsumers(row.Type));

    /// <summary>A queue that vanished is created again on the retry, not now: RabbitMQ 3.10 would hold its messages for
    /// the dead consumer (docs/faults.md).</summary>
    private async Task<bool> Declare(IChannel channel, OutboxRow row, CancellationToken cancellation)
    {
        var exists = row.Attempts == 0 && declared.Contains(row.Destination);
        await (row.Queue is { } queue
            ? Topology.DeclareQueue(channel, queue, cancellation)
            : Topology.Declare(channel, topology.Find(row.Type), exists, cancellation));
        return declared.Add(row.Destination);
    }

    private void Report(List<OutboxRow> rows, Exception?[] failures)
    {
        foreach (var (row, failure) in rows.Zip(failures))
        {
            if (failure is null)
                MessageMeters.Lag.Record((DateTime.UtcNow - row.CreateTime).TotalSeconds);
        }
        var failed = failures.Count(failure => failure is not null);
        MessageMeters.Published.Add(failures.Length - failed);
        if (failed == 0)
        {
            delay.Forget();
            return;
        }
        MessageMeters.RelayFailures.Add(failed);
        var first = Array.FindIndex(failures, failure => failure is not null);
        if (delay.IsNews(Refusals.Describe(failures[first]!)))
            Delayed(logger, failed, rows[first].Type, rows[first].Id, Refusals.Describe(failures[first]!));
    }

    private async Task Measure(CancellationToken stopping)
    {
        if (Environment.TickCount64 - backlogRead < BacklogInterval.TotalMilliseconds)
            return;
        MessageMeters.Backlog = await outbox.Backlog(stopping);
        backlogRead = Environment.TickCount64;
    }

    [LoggerMessage(LogLevel.Warning, "The relay of events paused: {Reason}")]
    private static partial void Paused(ILogger logger, string reason);

    [LoggerMessage(
        LogLevel.Warning,
        "{Count} events were not published and will be tried again, the first, {Event} {MessageId}: {Reason}")]
    private static partial void Delayed(ILogger logger, int count, string @event, Guid messageId, string reason);
}

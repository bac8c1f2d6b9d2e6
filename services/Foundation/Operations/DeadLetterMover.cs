using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace ProjetK.Foundation;

/// <summary>Takes what consumers could not handle from the error queues into this service's database: acknowledges it
/// only after it is written there, so that a crash between makes copies, which the table recognises.</summary>
internal sealed partial class DeadLetterMover(
    NpgsqlDataSource dataSource, Topology topology, IConnectionFactory broker, ILogger<DeadLetterMover> logger)
    : BackgroundService
{
    private const uint BatchSize = 32;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1), AfterFailure = TimeSpan.FromSeconds(2),
        Timeout = TimeSpan.FromSeconds(10);

    private readonly HashSet<string> declared = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await using var channel = new BrokerChannel(broker, "dead letters");
        for (var paused = false; topology.Endpoints.Count > 0 && !stoppingToken.IsCancellationRequested;)
        {
            var obstacle = await MoveAll(channel, stoppingToken);
            if (obstacle is not null && !paused && !stoppingToken.IsCancellationRequested)
                Paused(logger, Refusals.Describe(obstacle));
            paused = obstacle is not null;
            await Task.Delay(paused ? AfterFailure : Interval, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Gives something that was in the way, if anything was; what is in the way of one queue stops no
    /// other.</summary>
    private async Task<Exception?> MoveAll(BrokerChannel channel, CancellationToken stopping)
    {
        Exception? obstacle = null;
        try
        {
            // Asked first: a message is not taken, and its return counted by the broker, while the database is away.
            MessageMeters.DeadLetters = await DeadLetterTable.Count(dataSource, stopping);
            foreach (var (queue, _) in topology.Endpoints)
                obstacle = await Move(channel, queue, stopping) ?? obstacle;
        }
        catch (Exception failure)
        {
            obstacle = failure;
        }
        return obstacle;
    }

    /// <summary>Empties one error queue; gives what the broker says against it.</summary>
    private async Task<Exception?> Move(BrokerChannel channel, string queue, CancellationToken stopping)
    {
        try
        {
            bool more;
            do
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
                limit.CancelAfter(Timeout);
                more = await channel.Use((open, end) => MoveSome(open, queue, end), limit.Token);
            }
            while (more);
            return null;
        }
        catch (OperationInterruptedException failure) when (!EventPublisher.IsBrokerAway(failure))
        {
            declared.Remove(queue);
            return failure;
        }
    }

    /// <summary>True when more may lie there.</summary>
    private async Task<bool> MoveSome(IChannel channel, string queue, CancellationToken limit)
    {
        if (!declared.Contains(queue))
            await Topology.DeclareErrorQueue(channel, queue, limit);
        declared.Add(queue);
        // Check the count first: a quorum queue logs every basic.get, even one that finds nothing.
        var waiting = await channel.MessageCountAsync(Topology.ErrorQueue(queue), limit);
        var found = new List<BasicGetResult>();
        while (found.Count < Math.Min(waiting, BatchSize)
            && await channel.BasicGetAsync(Topology.ErrorQueue(queue), autoAck: false, limit) is { } message)
            found.Add(message);
        if (found.Count == 0)
            return false;

        var letters = found.ConvertAll(message => DeadLetter.Read(queue, message, DateTimeOffset.UtcNow));
        var news = await DeadLetterTable.Keep(dataSource, letters, limit);
        foreach (var (letter, message) in letters.Zip(found).Where(pair => news.Contains(pair.First)))
            Report(letter, DeadLetter.StackOf(message));
        CrashPoints.Pass(CrashPoint.MoverBeforeAcknowledgement);
        await channel.BasicAckAsync(found[^1].DeliveryTag, multiple: true, limit);
        return waiting > BatchSize;
    }

    /// <summary>Also in the trace that the message is part of.</summary>
    private void Report(DeadLetter letter, string stack)
    {
        ActivityContext.TryParse(letter.TraceParent, null, isRemote: true, out var parent);
        using var span = Meters.Activities.StartActivity(
            $"give up {(letter.Type.Length > 0 ? letter.Type : letter.Queue)}", ActivityKind.Internal, parent);
        span?.SetStatus(ActivityStatusCode.Error, $"It waits for an operator as deadLetters/{letter.Id}: {letter.Reason}");
        span?.SetTag(Attributes.Event, letter.Type).SetTag(Attributes.Message, letter.MessageId);
        Received(logger, letter.Type, letter.MessageId, letter.Queue, letter.Reason, stack);
    }

    [LoggerMessage(LogLevel.Warning,
        "{Event} {MessageId} of {Queue} could not be handled and waits for an operator: {Reason} {Stack}")]
    private static partial void Received(
        ILogger logger, string @event, Guid messageId, string queue, string reason, string stack);

    [LoggerMessage(LogLevel.Warning, "Dead letters stay in the broker: {Reason}")]
    private static partial void Paused(ILogger logger, string reason);
}

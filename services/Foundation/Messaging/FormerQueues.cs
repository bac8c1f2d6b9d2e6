using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace ProjetK.Foundation;

/// <summary>Moves what waits in the queues of the time when a service had one queue per event to the queues of their
/// consumers, and deletes them when nobody of the version before uses them any more
/// (docs/decisions/0014-a-queue-per-consumer.md).</summary>
internal sealed partial class FormerQueues(
    Topology topology, IConnectionFactory broker, ILogger<FormerQueues> logger) : BackgroundService
{
    private const int BatchSize = 32;
    private const ushort NotFound = 404;

    /// <summary>While they are used or the broker is away, and afterwards: a publisher of the version before may make one
    /// again.</summary>
    private static readonly TimeSpan InUse = TimeSpan.FromSeconds(2), Afterwards = TimeSpan.FromHours(1),
        Timeout = TimeSpan.FromSeconds(30);

    private readonly Complaint complaint = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var inherited = topology.Subscriptions.Where(subscription => subscription.FormerQueue is not null).ToList();
        while (inherited.Count > 0 && !stoppingToken.IsCancellationRequested)
        {
            var isDone = await TryMoveAll(inherited, stoppingToken);
            await Task.Delay(isDone ? Afterwards : InUse, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>True when none of these queues is left.</summary>
    private async Task<bool> TryMoveAll(List<Subscription> inherited, CancellationToken stopping)
    {
        var areGone = true;
        foreach (var subscription in inherited)
        {
            try
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
                limit.CancelAfter(Timeout);
                await using var connection = await broker.CreateConnectionAsync("former queues", limit.Token);
                areGone &= await Move(connection, subscription, limit.Token).WaitAsync(limit.Token);
                complaint.Forget();
            }
            catch (Exception failure)
            {
                areGone = false;
                if (!stopping.IsCancellationRequested && complaint.IsNews(Refusals.Describe(failure)))
                    Postponed(logger, subscription.FormerQueue!, Refusals.Describe(failure));
            }
        }
        return areGone;
    }

    /// <summary>True when the former queue is gone.</summary>
    private async Task<bool> Move(IConnection connection, Subscription subscription, CancellationToken limit)
    {
        var former = subscription.FormerQueue!;
        if (!await Exists(connection, former, limit))
            return true;
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(
            publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), limit);
        // First the new way, then the end of the old one: what still comes in by both is absorbed by the inbox.
        await Topology.Declare(channel, subscription.Message, exists: false, limit);
        await channel.ExchangeDeclareAsync(former, ExchangeType.Fanout, true, false, cancellationToken: limit);
        await channel.ExchangeUnbindAsync(
            former, Topology.ExchangeOf(subscription.Message), "", cancellationToken: limit);
        await Topology.DeclareErrorQueue(channel, former, limit);
        var moved = await MoveMessages(channel, former, subscription.Queue, limit)
            + await MoveMessages(channel, Topology.ErrorQueue(former), Topology.ErrorQueue(subscription.Queue), limit);
        if (moved > 0)
            Moved(logger, moved, former, subscription.Queue);
        // A replica of the version before still consumes: what it holds may come back.
        if (await channel.ConsumerCountAsync(former, limit) > 0 || await channel.MessageCountAsync(former, limit) > 0)
            return false;
        foreach (var name in (string[])[former, Topology.ErrorQueue(former)])
        {
            await channel.QueueDeleteAsync(name, cancellationToken: limit);
            await channel.ExchangeDeleteAsync(name, cancellationToken: limit);
        }
        return true;
    }

    /// <summary>On a channel of its own: the broker closes it over a queue that is not there.</summary>
    private static async Task<bool> Exists(IConnection connection, string queue, CancellationToken limit)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: limit);
        try
        {
            await channel.QueueDeclarePassiveAsync(queue, limit);
            return true;
        }
        catch (OperationInterruptedException failure) when (failure.ShutdownReason?.ReplyCode == NotFound)
        {
            return false;
        }
    }

    /// <summary>Acknowledges each message only when the broker has it in the other queue: a death between leaves two
    /// copies, never none.</summary>
    private static async Task<int> MoveMessages(IChannel channel, string from, string to, CancellationToken limit)
    {
        var count = 0;
        var waiting = await channel.MessageCountAsync(from, limit);
        while (count < waiting)
        {
            var batch = new List<BasicGetResult>();
            while (batch.Count < BatchSize && await channel.BasicGetAsync(from, autoAck: false, limit) is { } message)
                batch.Add(message);
            if (batch.Count == 0)
                break;
            await Task.WhenAll(batch.Select(message => channel.BasicPublishAsync(
                to, "", mandatory: true, new BasicProperties(message.BasicProperties), message.Body, limit).AsTask()));
            await channel.BasicAckAsync(batch[^1].DeliveryTag, multiple: true, limit);
            count += batch.Count;
        }
        return count;
    }

    [LoggerMessage(LogLevel.Information, "{Count} messages moved from {Former} to {Queue}")]
    private static partial void Moved(ILogger logger, int count, string former, string queue);

    [LoggerMessage(LogLevel.Warning, "What waits in {Former} is not moved now: {Reason}")]
    private static partial void Postponed(ILogger logger, string former, string reason);
}

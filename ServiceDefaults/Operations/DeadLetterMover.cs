using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using RabbitMQ.Client;

namespace ProjetK.ServiceDefaults;

/// <summary>Takes what consumers could not handle from the error queues into this service's database: acknowledges
/// each only after it is written there, so that a crash between makes a copy, which the table recognises.</summary>
internal sealed partial class DeadLetterMover(
    NpgsqlDataSource dataSource, Topology topology, IConfiguration configuration, ILogger<DeadLetterMover> logger)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1), AfterFailure = TimeSpan.FromSeconds(2),
        TimeLimit = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var paused = false;
        while (topology.Consumed.Count > 0 && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Move(() => paused = false, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                if (!paused)
                    Paused(logger, failure.Message);
                paused = true;
                await Task.Delay(AfterFailure, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Moves over one connection until that fails.</summary>
    private async Task Move(Action moved, CancellationToken stopping)
    {
        await Within(async limit =>
        {
            await topology.Declare(Bus.Address(configuration), _ => true, limit);
            return true;
        }, stopping);
        var factory = new ConnectionFactory { Uri = Bus.Address(configuration), AutomaticRecoveryEnabled = false };
        await using var connection = await factory.CreateConnectionAsync("dead letters", stopping);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: stopping);
        while (true)
        {
            // Asked first: a message is not taken, and its return counted by the broker, while the database is away.
            Meters.DeadLetters = await DeadLetterTable.Count(dataSource, stopping);
            foreach (var queue in topology.Consumed)
            {
                while (await Within(limit => MoveOne(channel, queue, limit), stopping))
                {
                    // As long as there are more.
                }
            }
            moved();
            await Task.Delay(Every, stopping);
        }
    }

    /// <summary>False when the error queue is empty.</summary>
    private async Task<bool> MoveOne(IChannel channel, string queue, CancellationToken limit)
    {
        if (await channel.BasicGetAsync(Topology.ErrorQueue(queue), autoAck: false, limit) is not { } found)
            return false;
        var letter = DeadLetter.Read(queue, found, DateTimeOffset.UtcNow);
        if (await DeadLetterTable.Keep(dataSource, letter, limit))
            Received(logger, letter.Type, letter.MessageId, queue);
        CrashPoints.Pass(CrashPoint.MoverBeforeAcknowledgement);
        await channel.BasicAckAsync(found.DeliveryTag, multiple: false, limit);
        return true;
    }

    /// <summary>The limit of the wait is ours: over a connection that just died nothing may ever come back.</summary>
    private static async Task<T> Within<T>(Func<CancellationToken, Task<T>> work, CancellationToken stopping)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(TimeLimit);
        return await work(limit.Token).WaitAsync(limit.Token);
    }

    [LoggerMessage(
        LogLevel.Warning, "{Event} {MessageId} of {Queue} could not be handled and waits for an operator.")]
    private static partial void Received(ILogger logger, string @event, Guid messageId, string queue);

    [LoggerMessage(LogLevel.Warning, "Dead letters stay in the broker: {Reason}")]
    private static partial void Paused(ILogger logger, string reason);
}

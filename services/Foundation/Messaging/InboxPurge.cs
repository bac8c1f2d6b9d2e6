using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ProjetK.Foundation;

/// <summary>Forgets received messages and settled dead letters after thirty days.</summary>
internal sealed partial class InboxPurge(NpgsqlDataSource dataSource, ILogger<InboxPurge> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Purge(stoppingToken);
            }
            catch (NpgsqlException failure)
            {
                Postponed(logger, failure.Message);
            }
        }
    }

    /// <summary>A message that an operator may still have delivered again is remembered as long as that.</summary>
    internal async Task Purge(CancellationToken cancellation)
    {
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(new("DELETE FROM dead_letters WHERE settle_time < now() - interval '30 days'"));
        batch.BatchCommands.Add(new("""
            DELETE FROM inbox WHERE receive_time < now() - interval '30 days'
                AND NOT EXISTS (SELECT FROM dead_letters WHERE dead_letters.message_id = inbox.message_id)
            """));
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    [LoggerMessage(LogLevel.Warning, "Old inbox rows were not purged: {Reason}")]
    private static partial void Postponed(ILogger logger, string reason);
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ProjetK.ServiceDefaults;

/// <summary>Forgets received messages after thirty days: none is redelivered that late.</summary>
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
                await using var command = dataSource.CreateCommand(
                    "DELETE FROM inbox WHERE receive_time < now() - interval '30 days'");
                await command.ExecuteNonQueryAsync(stoppingToken);
            }
            catch (NpgsqlException failure)
            {
                Postponed(logger, failure.Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Old inbox rows were not purged: {Reason}")]
    private static partial void Postponed(ILogger logger, string reason);
}

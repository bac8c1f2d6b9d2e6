using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace ProjetK.Foundation;

/// <summary>Tells whether messages flow: degraded while one waits for an operator, or for long for the broker. The
/// service itself answers all the same.</summary>
internal sealed class MessagesHealth(NpgsqlDataSource dataSource) : IHealthCheck
{
    private static readonly TimeSpan MaxLag = TimeSpan.FromMinutes(1);
    private readonly OutboxTable outbox = new(dataSource);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            if (await DeadLetterTable.Count(dataSource, cancellationToken) is > 0 and var letters)
                return HealthCheckResult.Degraded($"{letters} dead letters wait for an operator.");
            var (count, age) = await outbox.Backlog(cancellationToken);
            return age > MaxLag.TotalSeconds
                ? HealthCheckResult.Degraded($"{count} events wait for the broker, the oldest for {age:0} s.")
                : HealthCheckResult.Healthy();
        }
        catch (NpgsqlException failure)
        {
            // Whether that is a reason to be unhealthy, the database's own check says.
            return HealthCheckResult.Degraded("Nothing is known of the messages.", failure);
        }
    }
}

using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace ProjetK.Foundation;

/// <summary>Tells whether scheduled work is done: degraded while the last run of a task failed, or while one that is due
/// is not begun.</summary>
internal sealed class ScheduledTasksHealth(IEnumerable<ScheduledTask> tasks, NpgsqlDataSource dataSource) : IHealthCheck
{
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(2);
    private readonly ScheduledTaskTable table = new(dataSource);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var states = await table.List(tasks.Select(task => task.Name), cancellationToken);
            var troubles = states.Select(Trouble).OfType<string>().ToList();
            return troubles.Count > 0
                ? HealthCheckResult.Degraded(string.Join(" ", troubles))
                : HealthCheckResult.Healthy();
        }
        catch (NpgsqlException failure)
        {
            // Whether that is a reason to be unhealthy, the database's own check says.
            return HealthCheckResult.Degraded("Nothing is known of scheduled tasks.", failure);
        }
    }

    private static string? Trouble(ScheduledTaskState state) => state switch
    {
        { Outcome: ScheduledOutcome.Failed } => $"{state.Name} failed at {state.EndTime:u}: {state.Failure}.",
        _ when state.Delay < -MaxDelay => $"{state.Name} was due at {state.NextTime:u} and does not run.",
        _ => null,
    };
}

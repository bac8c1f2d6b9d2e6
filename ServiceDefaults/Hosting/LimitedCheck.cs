using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ProjetK.ServiceDefaults;

/// <summary>A health check that answers within seconds, whatever it asks: a server that accepts connections and says
/// nothing is as good as away.</summary>
internal sealed class LimitedCheck(IHealthCheck check) : IHealthCheck
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(5);

    /// <summary>Limits every check that is registered, also those of libraries.</summary>
    public static void Limit(HealthCheckServiceOptions health)
    {
        foreach (var registration in health.Registrations)
        {
            var create = registration.Factory;
            registration.Factory = services => new LimitedCheck(create(services));
        }
    }

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            // Not cancelled, but left to its own time limits: to cancel a query Npgsql connects to the same server and
            // holds a thread until that answers. The time limit of a registration cancels, so it would not do.
            return await check.CheckHealthAsync(context, CancellationToken.None)
                .WaitAsync(TimeLimit, cancellationToken);
        }
        catch (TimeoutException)
        {
            return new(context.Registration.FailureStatus, $"No answer within {TimeLimit.TotalSeconds} s.");
        }
    }
}

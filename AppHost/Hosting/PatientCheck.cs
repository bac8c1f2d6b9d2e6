using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ProjetK.AppHost.Hosting;

/// <summary>A health check that asks again and again while its resource starts, because the host asks less and less
/// often; once it was healthy, it asks once.</summary>
internal sealed class PatientCheck(Func<CancellationToken, Task> ask) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20), Pause = TimeSpan.FromMilliseconds(200);
    private bool wasHealthy;

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        for (var deadline = DateTime.UtcNow + Patience; ; await Task.Delay(Pause, cancellationToken))
            try
            {
                await ask(cancellationToken);
                wasHealthy = true;
                return HealthCheckResult.Healthy();
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                if (!wasHealthy && DateTime.UtcNow < deadline)
                    continue;
                wasHealthy = false;
                return HealthCheckResult.Unhealthy(failure.Message);
            }
    }
}

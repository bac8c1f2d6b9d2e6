using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace ProjetK.ServiceDefaults;

/// <summary>Looks at the health from time to time and says in one line what has become of it, and why.</summary>
internal sealed partial class HealthLog : IHealthCheckPublisher
{
    private readonly ConcurrentDictionary<string, HealthStatus> seen = [];
    private readonly ILogger<HealthLog> logger;

    public HealthLog(IMeterFactory meters, ILogger<HealthLog> logger)
    {
        this.logger = logger;
        meters.Create(Meters.Name).CreateObservableGauge(
            "projetk.health", () => seen.Select(check => new Measurement<int>(
                (int)check.Value, new KeyValuePair<string, object?>("projetk.check", check.Key))),
            description: "What the service needs: 2 it is well, 1 it does without, 0 it cannot answer.");
    }

    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        foreach (var (check, entry) in report.Entries)
        {
            var before = seen.TryGetValue(check, out var known) ? known : HealthStatus.Healthy;
            seen[check] = entry.Status;
            if (entry.Status == before)
                continue;
            if (entry.Status == HealthStatus.Healthy)
                IsBack(logger, check);
            else if (entry.Status == HealthStatus.Degraded)
                IsDegraded(logger, check, HealthAnswer.Describe(entry));
            else
                IsDown(logger, check, HealthAnswer.Describe(entry));
        }
        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Information, "{Check} is well again")]
    private static partial void IsBack(ILogger logger, string check);

    [LoggerMessage(LogLevel.Warning, "{Check} is degraded: {Reason}")]
    private static partial void IsDegraded(ILogger logger, string check, string reason);

    [LoggerMessage(LogLevel.Error, "{Check} is down: {Reason}")]
    private static partial void IsDown(ILogger logger, string check, string reason);
}

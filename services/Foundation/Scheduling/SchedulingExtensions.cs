using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace ProjetK.Foundation;

/// <summary>Adds scheduled tasks to a service.</summary>
public static class SchedulingExtensions
{
    private static readonly TimeSpan MinInterval = TimeSpan.FromMilliseconds(100), InTests = TimeSpan.FromSeconds(1);

    /// <summary>Runs a task again and again, in one replica at a time. The setting <c>Schedule:{name}</c>, e.g.
    /// <c>Schedule:purge-inbox=00:10:00</c>, replaces the interval; in the environment Test a second is the longest, so
    /// that no test waits.</summary>
    public static WebApplicationBuilder AddScheduled<T>(
        this WebApplicationBuilder builder, string name, TimeSpan interval) where T : class, IScheduledTask
    {
        if (!builder.Services.Any(service => service.ImplementationType == typeof(Scheduler)))
            builder.Services
                .AddSingleton<ScheduledTaskTable>()
                .AddHostedService<Scheduler>()
                .AddHealthChecks().AddCheck<ScheduledTasksHealth>("schedule", HealthStatus.Degraded);
        builder.Services.AddSingleton(new ScheduledTask(name, Interval(builder, name, interval), typeof(T)));
        return builder;
    }

    private static TimeSpan Interval(WebApplicationBuilder builder, string name, TimeSpan interval)
    {
        if (builder.Environment.IsEnvironment("Test") && interval > InTests)
            interval = InTests;
        interval = builder.Configuration.GetValue($"Schedule:{name}", interval);
        return interval >= MinInterval
            ? interval
            : throw new InvalidOperationException($"Schedule:{name} must be 00:00:00.100 at least.");
    }
}

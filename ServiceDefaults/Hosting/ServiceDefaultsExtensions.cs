using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ProjetK.ServiceDefaults;

/// <summary>Gives a process what every process of the system has, the gateway included.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>Adds telemetry, health, discovery, refusals, and limits on what is read. <paramref name="name"/> is the
    /// process's name in telemetry unless the orchestrator gives another.</summary>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder, string name)
    {
        builder.AddLogs();
        builder.AddTelemetry(name);
        builder.Services.AddHealth();
        builder.Services.AddSingleton<Refusals>().AddSingleton<AllowedMethods>();
        builder.Services.AddGrpcHealthChecks();
        builder.Services.PostConfigure<HealthCheckServiceOptions>(LimitedCheck.Limit);
        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(http => http.AddServiceDiscovery());
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = JsonErrors.LargestBody;
            ServerErrors.Watch(kestrel);
        });
        builder.Services.AddHostedService<ServerErrors>();
        return builder;
    }
}

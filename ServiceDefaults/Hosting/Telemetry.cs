using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ProjetK.ServiceDefaults;

/// <summary>Traces, metrics and logs; exported only where somebody listens.</summary>
internal static class Telemetry
{
    public static void AddTelemetry(this WebApplicationBuilder builder, string service)
    {
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource =>
            {
                // Where the orchestrator names the service and its instance, that name counts.
                if (string.IsNullOrEmpty(builder.Configuration["OTEL_SERVICE_NAME"]))
                    resource.AddService(service);
            })
            .WithTracing(tracing => tracing
                .SetSampler(new ParentBasedSampler(new OnlyWork()))
                .AddSource(Meters.Name)
                .AddAspNetCoreInstrumentation(aspNetCore =>
                {
                    aspNetCore.Filter = ServerSpans.IsWorthTracing;
                    aspNetCore.EnrichWithHttpResponse = ServerSpans.Finish;
                })
                .AddHttpClientInstrumentation(http =>
                {
                    http.EnrichWithHttpRequestMessage = ClientSpans.Start;
                    http.EnrichWithHttpResponseMessage = ClientSpans.Finish;
                }))
            .WithMetrics(metrics => metrics
                .AddMeter(Meters.Name)
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation());
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            return;
        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });
        telemetry.UseOtlpExporter();
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ProjetK.ServiceDefaults;

/// <summary>Answers how the process is: at <c>/health</c> with each thing that it needs, at <c>/alive</c> whether it
/// runs at all.</summary>
internal static class HealthAnswer
{
    public const string Health = "/health", Alive = "/alive", Self = "self";

    // What is wrong often stands in quotes.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    /// <summary>Adds the process itself to what is looked at, and the log of what is seen.</summary>
    public static void AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck(Self, () => HealthCheckResult.Healthy());
        services.AddSingleton<IHealthCheckPublisher, HealthLog>()
            .Configure<HealthCheckPublisherOptions>(health => health.Period = Every);
    }

    /// <summary>Maps both; neither is measured as a request.</summary>
    public static IEndpointConventionBuilder[] MapHealth(this IEndpointRouteBuilder app) =>
    [
        app.MapHealthChecks(Health, new() { ResponseWriter = Write }).DisableHttpMetrics(),
        app.MapHealthChecks(Alive, new() { ResponseWriter = Write, Predicate = check => check.Name == Self })
            .DisableHttpMetrics(),
    ];

    /// <summary>Why, in words; empty when all is well.</summary>
    public static string Describe(HealthReportEntry entry)
    {
        if (entry.Status == HealthStatus.Healthy)
            return "";
        var cause = entry.Exception is null ? null : Refusals.Describe(entry.Exception);
        return entry.Description is null || cause?.Contains(entry.Description) is true ? cause ?? ""
            : cause is null || entry.Description.Contains(cause) ? entry.Description
            : $"{entry.Description} {cause}";
    }

    private static Task Write(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        Status = $"{report.Status}",
        Checks = report.Entries.ToDictionary(
            entry => entry.Key,
            entry => new { Status = $"{entry.Value.Status}", Description = Describe(entry.Value) }),
    }, Json, context.RequestAborted);
}

using System.Collections;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace ProjetK.AppHost.LocalHosting;

/// <summary>The environment variables of a project's process: those of the AppHost that are not about the AppHost
/// itself, then telemetry, then what the composition says.</summary>
internal static class ProjectEnvironment
{
    private static readonly string[] AboutTheAppHost =
        ["ASPNETCORE_", "ASPIRE_", "Kestrel__", "OTEL_", "DOTNET_ENVIRONMENT", "DOTNET_LAUNCH_PROFILE", "DOTNET_URLS"];

    private static readonly string[] Delays =
        ["OTEL_BSP_SCHEDULE_DELAY", "OTEL_BLRP_SCHEDULE_DELAY", "OTEL_METRIC_EXPORT_INTERVAL"];

    public static async Task<IReadOnlyDictionary<string, string>> OfAsync(
        ProjectResource project, int replica, IConfiguration configuration, CancellationToken cancellation)
    {
        var context = new EnvironmentCallbackContext { Replica = replica };
        foreach (var annotation in project.All<EnvironmentCallbackAnnotation>())
            annotation.Callback(context);

        var environment = Inherited();
        foreach (var (name, value) in Telemetry(project.Name, configuration))
            environment[name] = value;
        foreach (var (name, value) in context.EnvironmentVariables)
            environment[name] = value is IValueProvider later
                ? await later.GetValueAsync(cancellation) ?? "" : value.ToString() ?? "";
        return environment;
    }

    private static Dictionary<string, string> Inherited() => Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .Select(entry => (Name: (string)entry.Key, Value: (string?)entry.Value ?? ""))
        .Where(variable => !AboutTheAppHost.Any(
            start => variable.Name.StartsWith(start, StringComparison.OrdinalIgnoreCase)))
        .ToDictionary(variable => variable.Name, variable => variable.Value);

    private static IEnumerable<(string Name, string Value)> Telemetry(string service, IConfiguration configuration)
    {
        yield return ("OTEL_SERVICE_NAME", service);
        yield return ("OTEL_RESOURCE_ATTRIBUTES", $"service.instance.id={Guid.NewGuid():N}");
        // Only to somebody who listens: without a collector every process would try in vain, for ever.
        if (configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 } collector)
        {
            yield return ("OTEL_EXPORTER_OTLP_ENDPOINT", collector);
            yield return ("OTEL_EXPORTER_OTLP_PROTOCOL", configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] ?? "grpc");
        }
        if (configuration["DOTNET_ENVIRONMENT"] == "Development")
            foreach (var delay in Delays)
                yield return (delay, "1000");
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace ProjetK.ServiceDefaults;

/// <summary>Keeps logs to what a service decided: what the framework does with each request is in the traces.</summary>
internal static class Logs
{
    private static readonly string[] Frameworks = ["Microsoft", "System", "Npgsql", "MassTransit", "Grpc", "Yarp", "Polly"];

    public static void AddLogs(this WebApplicationBuilder builder)
    {
        foreach (var framework in Frameworks)
            builder.Logging.AddFilter(framework, LogLevel.Warning);
        // Of a message that fails it writes the whole stack twice, with the text of the failure. The mover of dead
        // letters writes once where it failed; the text is for operators.
        builder.Logging.AddFilter("MassTransit.ReceiveTransport", LogLevel.Critical);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        // A degraded service answers and says so at /health; with every probe it would say so here as well.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.Error);
        // Nothing here is protected by keys of the framework, so it does not matter where it keeps them.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
    }
}

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
        // With every probe it would say the same again, with a stack; what changes the log of the health says.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        // What cannot be read is refused, and what fails is written down where it is refused.
        builder.Logging.AddFilter("Grpc.AspNetCore.Server.ServerCallHandler", LogLevel.None);
        // It would put the path of the request on every line, and a path may hold anything.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // Nothing here is protected by keys of the framework, so it does not matter where it keeps them.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // Each line is sent with its trace; it need not say it twice.
        builder.Logging.Configure(logging => logging.ActivityTrackingOptions = ActivityTrackingOptions.None);
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
    }
}

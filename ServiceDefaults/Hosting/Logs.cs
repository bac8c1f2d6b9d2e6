using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging;

namespace ProjetK.ServiceDefaults;

/// <summary>Keeps logs to what a service decided: what the framework does with each request is in the traces. These are
/// defaults of the configuration, below all other sources: an operator who needs to see more says so, for example by
/// <c>Logging__LogLevel__Npgsql=Information</c>.</summary>
internal static class Logs
{
    private static readonly Dictionary<string, LogLevel> Levels = new()
    {
        ["Microsoft"] = LogLevel.Warning,
        ["System"] = LogLevel.Warning,
        ["Npgsql"] = LogLevel.Warning,
        ["MassTransit"] = LogLevel.Warning,
        ["Grpc"] = LogLevel.Warning,
        ["Yarp"] = LogLevel.Warning,
        ["Polly"] = LogLevel.Warning,
        // Of a message that fails it writes the whole stack twice. The mover of dead letters writes once where it failed,
        // and why.
        ["MassTransit.ReceiveTransport"] = LogLevel.Critical,
        // When the broker dies each connection would say so, twice and as an error; what becomes of that the bus, the relay
        // and the log of health say once.
        ["RabbitMQ"] = LogLevel.Critical,
        ["Microsoft.Hosting.Lifetime"] = LogLevel.Information,
        // With every probe it would say the same again, with a stack; the log of health says what changes.
        ["Microsoft.Extensions.Diagnostics.HealthChecks"] = LogLevel.None,
        // What cannot be read is refused, and what fails is written down where it is refused.
        ["Grpc.AspNetCore.Server.ServerCallHandler"] = LogLevel.None,
        // It would put the path of the request on every line, and a path may hold anything.
        ["Microsoft.AspNetCore.Hosting.Diagnostics"] = LogLevel.None,
        // Nothing here is protected by keys of the framework, so it does not matter where it keeps them.
        ["Microsoft.AspNetCore.DataProtection"] = LogLevel.Error,
    };

    public static void AddLogs(this WebApplicationBuilder builder)
    {
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = Levels.Select(level =>
                KeyValuePair.Create($"Logging:LogLevel:{level.Key}", (string?)$"{level.Value}")),
        });
        // Each line is sent with its trace; it need not say it twice.
        builder.Logging.Configure(logging => logging.ActivityTrackingOptions = ActivityTrackingOptions.None);
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
    }
}

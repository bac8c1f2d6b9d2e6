using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ProjetK.ServiceDefaults;

/// <summary>Connects a service to the broker: what it consumes, what it publishes.</summary>
public static class Bus
{
    /// <summary>Adds the consumers of that assembly, the topology of the published events and the outbox's relay.</summary>
    public static WebApplicationBuilder AddMessaging(
        this WebApplicationBuilder builder, Assembly consumers, params IReadOnlyList<Type> publishes)
    {
        builder.Services.AddSingleton(new Topology(publishes)).AddSingleton(services =>
            new Inbox(services.GetRequiredService<Database>(), services.GetRequiredService<ServiceName>()));
        return builder;
    }
}

using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ProjetK.AppHost.Hosting;

namespace ProjetK.AppHost.Servers;

/// <summary>The message broker, wherever it runs.</summary>
internal static class BrokerServer
{
    private const string Name = "broker";

    /// <summary>Takes the broker that <c>ConnectionStrings:broker</c> names; otherwise runs one, in a container where
    /// there is a container runtime, else as a process of this machine.</summary>
    public static IResourceBuilder<IResourceWithConnectionString> Add(
        IDistributedApplicationBuilder builder, StackFolder folder, Secrets secrets)
    {
        if (builder.Configuration.GetConnectionString(Name) is { Length: > 0 })
            return builder.AddConnectionString(Name);
        var password = secrets.Add("broker-password");
        return ContainerRuntime.IsWanted(builder.Configuration)
            ? InContainer(builder, folder, password) : AsProcess(builder, folder, password);
    }

    private static IResourceBuilder<IResourceWithConnectionString> InContainer(
        IDistributedApplicationBuilder builder, StackFolder folder, IResourceBuilder<ParameterResource> password)
    {
        var server = builder.AddRabbitMQ(Name, password: password);
        return folder.KeepsData ? server.WithDataVolume(folder.Volume(Name)) : server;
    }

    private static IResourceBuilder<IResourceWithConnectionString> AsProcess(
        IDistributedApplicationBuilder builder, StackFolder folder, IResourceBuilder<ParameterResource> password)
    {
        var server = builder.AddServerProcess(folder, Name, "rabbitmq.sh", "PROJETK_RABBITMQ_PORT")
            .WithEnvironment("PROJETK_RABBITMQ_PASSWORD", password)
            .WithEnvironment("PROJETK_RABBITMQ_NODES_PORT", Ports.Free().ToString())
            .WithEnvironment("PROJETK_RABBITMQ_MAPPER_PORT", Ports.Free().ToString())
            .WithIconName("MailInboxAll");
        var endpoint = server.Resource.PrimaryEndpoint;
        server.Resource.ConnectionStringExpression = ReferenceExpression.Create(
            $"amqp://guest:{password.Resource:uri}@{endpoint.Property(EndpointProperty.HostAndPort)}");
        builder.Services.AddHealthChecks().AddCheck("broker_answers", new PatientCheck(
            cancellation => Greet(endpoint, cancellation)));
        return server.WithHealthCheck("broker_answers");
    }

    // A broker that is up answers the protocol's header with its first frame; while it starts it accepts and is silent.
    private static async Task Greet(EndpointReference endpoint, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(2));
        using var client = new TcpClient();
        await client.ConnectAsync(endpoint.Host, endpoint.Port, limit.Token);
        var stream = client.GetStream();
        await stream.WriteAsync("AMQP\0\0\u0009\u0001"u8.ToArray(), limit.Token);
        await stream.ReadExactlyAsync(new byte[1], limit.Token);
    }
}

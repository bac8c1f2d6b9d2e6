using System.Net.Sockets;
using System.Reflection;
using MassTransit;
using MassTransit.Transports;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using RabbitMQ.Client;

namespace ProjetK.Foundation;

/// <summary>Connects a service to the broker: what it consumes, what it publishes.</summary>
public static class Bus
{
    private const int Prefetch = 32;
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(5), Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>Adds the consumers of that assembly and those that every service has, the topology of the published
    /// events and the outbox's relay.</summary>
    public static WebApplicationBuilder AddMessaging(
        this WebApplicationBuilder builder, Assembly consumers, params IReadOnlyList<Type> publishes)
    {
        var service = builder.GetServiceName();
        var topology = new Topology(publishes, Subscription.Find(service, consumers));
        builder.AddBroker();
        builder.Services
            .AddSingleton(topology)
            .AddSingleton<BrokerProbe>()
            .AddSingleton<Reception>()
            .AddSingleton<BusDepot>()
            .AddSingleton<IBusDepot>(services => new StoppableBus(
                services.GetRequiredService<BusDepot>(), services.GetRequiredService<BrokerProbe>(), StopTimeout,
                services.GetRequiredService<ILogger<StoppableBus>>()))
            .AddSingleton(services => new Inbox(
                services.GetRequiredService<Database>(), services.GetRequiredService<ServiceName>(), topology))
            .AddMassTransit(bus =>
            {
                foreach (var (_, consumer) in topology.Endpoints)
                    bus.AddConsumer(consumer);
                if (CrashPoints.IsArmed(CrashPoint.ConsumerBeforeAcknowledgement))
                    bus.AddConsumeObserver<CrashAfterConsumption>();
                // Nobody outside learns who runs this, and how.
                bus.DisableUsageTelemetry();
                bus.ConfigureHealthCheckOptions(health =>
                    (health.Name, health.MinimalFailureStatus) = ("broker", HealthStatus.Degraded));
                bus.UsingRabbitMq((context, broker) =>
                {
                    var factory = context.GetRequiredService<IConnectionFactory>();
                    broker.Host(factory.Uri, host =>
                    {
                        host.Heartbeat(factory.RequestedHeartbeat);
                        host.OnRefreshConnectionFactory = context.GetRequiredService<BrokerProbe>().Wait;
                    });
                    broker.UseConsumeFilter(typeof(EventScope<>), context);
                    broker.SendTopology.ConfigureErrorSettings = Topology.ConfigureErrorQueue;
                    broker.SendTopology.ConfigureDeadLetterSettings = Topology.ConfigureErrorQueue;
                    broker.SendTopology.DeadLetterQueueNameFormatter = new Topology.Skipped();
                    foreach (var (queue, consumer) in topology.Endpoints)
                        broker.ReceiveEndpoint(queue, endpoint =>
                        {
                            Configure(endpoint, consumer);
                            endpoint.ConnectReceiveEndpointObserver(context.GetRequiredService<Reception>());
                            endpoint.ConfigureConsumer(context, consumer);
                        });
                });
            })
            .Configure<MassTransitHostOptions>(host => (host.WaitUntilStarted, host.StopTimeout) = (false, StopTimeout))
            .AddSingleton(services => new EventPublisher(services.GetRequiredService<IBus>(), topology))
            .AddHostedService<ReceptionWatch>()
            .AddHostedService<OutboxRelay>()
            .AddHostedService<FormerQueues>()
            .AddHostedService<DeadLetterMover>()
            .AddHealthChecks().AddCheck<MessagesHealth>("messages", HealthStatus.Degraded);
        return builder.AddScheduled<InboxPurge>("purge-inbox", TimeSpan.FromHours(1));
    }

    /// <summary>Registers how to connect to the broker, for the bus and for every <see cref="BrokerChannel"/>.</summary>
    private static void AddBroker(this IHostApplicationBuilder builder)
    {
        string? address = null;
        builder.AddRabbitMQClient(
            "broker",
            settings =>
            {
                address = settings.ConnectionString;
                // Nothing here uses the shared connection. To ask for its health would open it, and wait for a broker
                // that is away.
                (settings.DisableAutoActivation, settings.DisableHealthChecks) = (true, true);
                // MassTransit traces each message already.
                settings.DisableTracing = true;
            },
            factory =>
            {
                if (string.IsNullOrEmpty(address))
                    throw new InvalidOperationException("The setting ConnectionStrings:broker is missing.");
                // The bus and the channels open another connection themselves when they lose one.
                factory.AutomaticRecoveryEnabled = false;
                factory.RequestedHeartbeat = Heartbeat;
            });
    }

    private static void Configure(IRabbitMqReceiveEndpointConfigurator endpoint, Type consumer)
    {
        Topology.ConfigureQueue(endpoint, endpoint.InputAddress.Segments[^1]);
        endpoint.PrefetchCount = consumer.GetCustomAttribute<TakesTogetherAttribute>()?.Messages ?? Prefetch;
        endpoint.PublishFaults = false;
        endpoint.UseMessageRetry(retry =>
        {
            retry.Handle<Exception>(IsPassing);
            retry.Exponential(
                40, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(15), TimeSpan.FromMilliseconds(200));
        });
        endpoint.UseMessageRetry(retry =>
        {
            retry.Ignore<Exception>(IsPassing);
            // Short: a message that waits for its next try takes the place of another.
            retry.Intervals(10, 50);
        });
    }

    /// <summary>What passes by itself: the database restarts, another transaction was first.</summary>
    private static bool IsPassing(Exception failure) => failure switch
    {
        DomainException refusal => refusal.Code is Grpc.Core.StatusCode.Unavailable or Grpc.Core.StatusCode.Aborted,
        NpgsqlException database => Constraints.IsUnavailable(database),
        _ => failure is SocketException or TimeoutException,
    };
}

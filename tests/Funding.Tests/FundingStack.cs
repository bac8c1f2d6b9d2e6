using Aspire.Hosting;
using Aspire.Hosting.Testing;
using Grpc.Net.Client;
using MassTransit;
using Npgsql;
using ProjetK.Events;

[assembly: AssemblyFixture(typeof(ProjetK.Funding.Tests.FundingStack))]

namespace ProjetK.Funding.Tests;

/// <summary>The whole system as its AppHost composes it, once for all tests, and a place on the broker from which
/// events are published and answers are heard.</summary>
public sealed class FundingStack : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private DistributedApplication? app;
    private IBusControl? bus;
    private GrpcChannel? channel;

    internal V1.FundingService.FundingServiceClient Client { get; private set; } = null!;

    internal HttpClient Http { get; private set; } = null!;

    internal Heard Heard { get; } = new();

    public async ValueTask InitializeAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            ["--environment=Test"], patience.Token);
        app = await builder.BuildAsync(patience.Token);
        await app.StartAsync(patience.Token);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("funding", patience.Token);
        Http = app.CreateHttpClient("funding", "http");
        channel = GrpcChannel.ForAddress(app.GetEndpoint("funding", "grpc"));
        Client = new(channel);
        await Listen();
    }

    public async ValueTask DisposeAsync()
    {
        if (bus is not null)
            await bus.StopAsync();
        channel?.Dispose();
        Http?.Dispose();
        if (app is not null)
            await app.DisposeAsync();
    }

    /// <summary>A connection with the rights of the service, for trying what it must not do.</summary>
    internal async Task<NpgsqlConnection> OpenDatabase()
    {
        var connection = new NpgsqlConnection(await app!.GetConnectionStringAsync("funding-database"));
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>How the migration connects.</summary>
    internal async Task<string> OwnerConnection() => (await app!.GetConnectionStringAsync("funding-owner"))!;

    /// <summary>Publishes an event as its publisher would; an id given twice is a message delivered twice.</summary>
    internal Task Publish<TEvent>(TEvent message, Guid? messageId = null) where TEvent : class =>
        bus!.Publish(message, context => context.MessageId = messageId ?? Guid.CreateVersion7());

    private async Task Listen()
    {
        var address = await app!.GetConnectionStringAsync("broker");
        bus = Bus.Factory.CreateUsingRabbitMq(broker =>
        {
            broker.Host(new Uri(address!));
            broker.ReceiveEndpoint(endpoint =>
            {
                endpoint.Handler<FundsReserved>(context => Heard.Add(context.Message.ProposalId, context.Message));
                endpoint.Handler<FundsRefused>(context => Heard.Add(context.Message.ProposalId, context.Message));
                endpoint.Handler<FundsReleased>(context => Heard.Add(context.Message.GrantId, context.Message));
                endpoint.Handler<EnvelopeAmended>(context => Heard.Add(context.Message.Envelope, context.Message));
            });
        });
        await bus.StartAsync();
    }
}

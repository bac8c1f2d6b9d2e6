using Grpc.Net.Client;
using MassTransit;
using Npgsql;
using ProjetK.Events;
using ProjetK.Testing;

[assembly: AssemblyFixture(typeof(ProjetK.Funding.Tests.FundingStack))]

namespace ProjetK.Funding.Tests;

/// <summary>The whole system with its demonstration, once for all tests, and a place on the broker from which events
/// are published and answers are heard.</summary>
public sealed class FundingStack : IAsyncLifetime
{
    private readonly DemonstratedStack stack = new();
    private IBusControl? bus;

    internal V1.FundingService.FundingServiceClient Client { get; private set; } = null!;

    internal HttpClient Http { get; private set; } = null!;

    internal Heard Heard { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await stack.InitializeAsync();
        Http = stack.HttpClient("funding");
        Client = new(stack.Channel("funding"));
        await Listen();
    }

    public async ValueTask DisposeAsync()
    {
        if (bus is not null)
            await bus.StopAsync();
        Http?.Dispose();
        await stack.DisposeAsync();
    }

    /// <summary>A connection with the rights of the service, for trying what it must not do.</summary>
    internal async Task<NpgsqlConnection> OpenDatabase()
    {
        var connection = new NpgsqlConnection(await stack.ConnectionString("funding"));
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>A connection with all rights, for doing what only somebody with a grudge does.</summary>
    internal async Task<NpgsqlConnection> OpenDatabaseAsAdministrator()
    {
        var connection = new NpgsqlConnection(await stack.AdminConnectionString("funding"));
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>Publishes an event as its publisher would; an id given twice is a message delivered twice.</summary>
    internal Task Publish<TEvent>(TEvent message, Guid? messageId = null) where TEvent : class =>
        bus!.Publish(message, context => context.MessageId = messageId ?? Guid.CreateVersion7());

    private async Task Listen()
    {
        var address = await stack.Broker();
        bus = Bus.Factory.CreateUsingRabbitMq(broker =>
        {
            broker.Host(address);
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

    private sealed class DemonstratedStack : Stack
    {
        protected override IEnumerable<string> Arguments => ["--Demonstration:Enabled=true"];
    }
}

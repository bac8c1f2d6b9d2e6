using Grpc.Core;
using Grpc.Core.Interceptors;
using MassTransit;
using Npgsql;
using ProjetK.Events;

namespace ProjetK.Funding.Tests;

/// <summary>The system as Funding's tests see it, with a place on the broker from which events are published and
/// answers are heard.</summary>
internal sealed class FundingStack : IAsyncDisposable
{
    private readonly Stack stack;
    private IBusControl? bus;

    private FundingStack(Stack stack)
    {
        this.stack = stack;
        Client = new(stack.Channel("funding").Intercept(new Reader(stack.Tokens.Authorize(People.Auditor))));
        Http = stack.HttpClient("funding");
    }

    /// <summary>Calls as somebody who may, and reads as somebody who sees everything.</summary>
    internal V1.FundingService.FundingServiceClient Client { get; }

    internal HttpClient Http { get; }

    internal Heard Heard { get; } = new();

    internal static async Task<FundingStack> Start(Stack stack)
    {
        var funding = new FundingStack(stack);
        await funding.Listen();
        return funding;
    }

    public async ValueTask DisposeAsync()
    {
        if (bus is not null)
            await bus.StopAsync();
        Http.Dispose();
    }

    /// <summary>Runs the migration once more, as each deployment does, here with the demonstration.</summary>
    internal Task Demonstrate() => Demonstrations.Write(stack, "funding", typeof(FundingService).Assembly);

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
                endpoint.Handler<InstalmentDue>(context => Heard.Add(
                    $"grants/{context.Message.GrantId}/instalments/{context.Message.Number}", context.Message));
                endpoint.Handler<EnvelopeAmended>(context => Heard.Add(context.Message.Envelope, context.Message));
            });
        });
        await bus.StartAsync();
    }

    private sealed class Reader(string authorization) : Interceptor
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request, ClientInterceptorContext<TRequest, TResponse> context,
            AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            if (context.Options.Headers is not null
                || !context.Method.Name.StartsWith("Get", StringComparison.Ordinal)
                && !context.Method.Name.StartsWith("List", StringComparison.Ordinal)
                && !context.Method.Name.StartsWith("Verify", StringComparison.Ordinal))
                return continuation(request, context);
            return continuation(request, new(context.Method, context.Host, context.Options.WithHeaders(
                new() { { "authorization", authorization } })));
        }
    }
}

using System.Collections.Concurrent;
using MassTransit;
using ProjetK.Events;

namespace ProjetK.Ecosystem.Tests;

/// <summary>Stands for the other services at the broker: publishes their events, hears those of Ecosystem.</summary>
internal sealed class TestBus : IAsyncDisposable
{
    private readonly IBusControl bus;
    private readonly ConcurrentQueue<object> heard = new();

    private TestBus(Uri address) => bus = MassTransit.Bus.Factory.CreateUsingRabbitMq(broker =>
    {
        broker.Host(address);
        broker.ReceiveEndpoint($"ecosystem-tests-{Guid.NewGuid():N}", endpoint =>
        {
            endpoint.AutoDelete = true;
            endpoint.Handler<TerritoryOpened>(Hear);
            endpoint.Handler<CommitmentConfirmed>(Hear);
            endpoint.Handler<SupportTeamChanged>(Hear);
            endpoint.Handler<SupportTeamCompleted>(Hear);
            endpoint.Handler<ActorErased>(Hear);
            endpoint.Handler<ActorsMerged>(Hear);
            endpoint.Handler<ContactReceived>(Hear);
            endpoint.Handler<ReportDue>(Hear);
            endpoint.Handler<ReportAccepted>(Hear);
        });
    });

    public static async Task<TestBus> Start(Uri address)
    {
        var test = new TestBus(address);
        await test.bus.StartAsync(TimeSpan.FromSeconds(30));
        return test;
    }

    public IEnumerable<T> Heard<T>() => heard.OfType<T>();

    /// <summary>Publishes an event as an outbox does: under its message id, again until a queue takes it.</summary>
    public async Task Publish<T>(T message, Guid? messageId = null) where T : class
    {
        var id = messageId ?? Guid.CreateVersion7();
        await Until.True(async () =>
        {
            try
            {
                await bus.Publish(message, context =>
                {
                    context.MessageId = id;
                    context.GetPayload<RabbitMqSendContext>().Mandatory = true;
                });
                return true;
            }
            catch (MessageReturnedException)
            {
                return false;
            }
        }, $"a queue takes {typeof(T).Name}");
    }

    public async ValueTask DisposeAsync() => await bus.StopAsync(TimeSpan.FromSeconds(10));

    private Task Hear<T>(ConsumeContext<T> context) where T : class
    {
        heard.Enqueue(context.Message);
        return Task.CompletedTask;
    }
}

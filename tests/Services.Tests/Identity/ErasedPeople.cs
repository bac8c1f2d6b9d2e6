using System.Collections.Concurrent;
using MassTransit;
using ProjetK.Events;

namespace ProjetK.Identity.Tests;

/// <summary>Whom identity has announced as erased.</summary>
internal sealed class ErasedPeople : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Guid, PersonErased> heard = [];
    private readonly IBusControl bus;

    private ErasedPeople(Uri address) => bus = Bus.Factory.CreateUsingRabbitMq(broker =>
    {
        broker.Host(address);
        broker.ReceiveEndpoint(endpoint => endpoint.Handler<PersonErased>(context =>
        {
            heard[context.Message.PersonId] = context.Message;
            return Task.CompletedTask;
        }));
    });

    public static async Task<ErasedPeople> Start(Stack stack)
    {
        var erased = new ErasedPeople(await stack.Broker());
        await erased.bus.StartAsync();
        return erased;
    }

    /// <summary>What was said of that person; null when nothing was.</summary>
    public PersonErased? Find(Guid person) => heard.GetValueOrDefault(person);

    public async ValueTask DisposeAsync() => await bus.StopAsync();
}

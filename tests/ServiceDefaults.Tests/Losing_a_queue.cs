using ProjetK.Events;
using RabbitMQ.Client;

namespace ProjetK.ServiceDefaults.Tests;

public sealed class Losing_a_queue(CounterHost host) : IClassFixture<CounterHost>
{
    private const string Absent = "absent-counter-rested";

    [Fact]
    public async Task lets_the_event_wait_until_the_queue_can_be_there()
    {
        await Declared(Absent);
        await TestBroker.Delete(Absent);
        // In its place is one that no publisher wants.
        await TestBroker.Do(channel => channel.QueueDeclareAsync(Absent, true, false, false));
        await host.Announce(new CounterRested("counters/waits"));
        await Until.True(
            async () => await host.Value<long>("SELECT count(*) FROM outbox WHERE attempts > 0") == 1,
            "the event was in vain");

        await TestBroker.Delete(Absent);
        await Until.True(async () => await host.Value<long>("SELECT count(*) FROM outbox") == 0, "the outbox is empty");
        Assert.Equal(1u, await TestBroker.Count(Absent));
    }

    [Fact]
    public async Task of_one_of_two_consumers_is_noticed_though_the_other_receives()
    {
        const string missing = "missing-counter-shared", other = "absent-counter-shared";
        await Declared(missing);
        var before = await TestBroker.Count(other);
        await TestBroker.Delete(missing);
        await host.Announce(new CounterShared("counters/shared"));
        await Until.True(async () => await host.Value<long>("SELECT count(*) FROM outbox") == 0, "the outbox is empty");
        Assert.Equal((before + 1, 1u), (await TestBroker.Count(other), await TestBroker.Count(missing)));
    }

    private static Task Declared(string queue) => Until.True(async () =>
    {
        try
        {
            await TestBroker.Count(queue);
            return true;
        }
        catch (RabbitMQ.Client.Exceptions.OperationInterruptedException)
        {
            return false;
        }
    }, $"{queue} is there");
}

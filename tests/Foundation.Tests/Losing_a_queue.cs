using ProjetK.Events;

namespace ProjetK.Foundation.Tests;

public sealed class Losing_a_queue(CounterHost host) : IClassFixture<CounterHost>
{
    private const string Absent = "absent-rest";

    [Fact]
    public async Task lets_the_event_wait_until_the_queue_can_be_there_and_no_other_event()
    {
        await TestBroker.Delete(Absent);
        // In its place is one that no publisher wants.
        await TestBroker.Do(channel => channel.QueueDeclareAsync(Absent, true, false, false));
        await host.Announce(new CounterRested("counters/waits"));
        await Until.True(
            async () => await host.Value<long>("SELECT count(*) FROM outbox WHERE attempts > 1") == 1,
            "the event was twice in vain");
        await host.Announce(new CounterShared("counters/goes"));
        await Until.True(
            async () => await host.Value<long>("SELECT count(*) FROM outbox") == 1, "the other event has gone");

        await TestBroker.Delete(Absent);
        await Until.True(async () => await host.Value<long>("SELECT count(*) FROM outbox") == 0, "the outbox is empty");
        Assert.Equal(1u, await TestBroker.Count(Absent));
    }

    [Fact]
    public async Task after_it_was_used_loses_no_event()
    {
        await Rest("counters/first");
        await TestBroker.Delete(Absent);
        await Rest("counters/second");
        Assert.Equal(1u, await TestBroker.Count(Absent));
    }

    [Fact]
    public async Task of_one_of_two_consumers_is_noticed_though_the_other_receives()
    {
        const string missing = "missing-share", other = "absent-share";
        await Share("counters/first");
        var before = await TestBroker.Count(other);
        await TestBroker.Delete(missing);
        await Share("counters/shared");
        Assert.Equal((before + 1, 1u), (await TestBroker.Count(other), await TestBroker.Count(missing)));
    }

    private Task Rest(string name) => Send(new CounterRested(name));

    private Task Share(string name) => Send(new CounterShared(name));

    private async Task Send<TEvent>(TEvent message) where TEvent : class
    {
        await host.Announce(message);
        await Until.True(
            async () => await host.Value<long>($"SELECT count(*) FROM outbox WHERE type = '{typeof(TEvent).Name}'") == 0,
            "the event has gone");
    }
}

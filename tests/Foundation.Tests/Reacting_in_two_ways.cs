using MassTransit;
using ProjetK.Events;
using V1 = ProjetK.Operations.V1;

namespace ProjetK.Foundation.Tests;

public sealed class Reacting_in_two_ways(CounterHost host) : IClassFixture<CounterHost>
{
    private readonly string name = $"counters/{Guid.NewGuid():N}";

    [Fact]
    public async Task to_one_event_happens_once_each()
    {
        await host.Announce(new CounterWon(name));
        await Until.True(async () => await Count("tally") == 1 && await Count("applause") == 1, "both have reacted");
        Assert.Equal(1, await host.Value<long>(
            $"SELECT count(DISTINCT message_id) FROM received WHERE name LIKE '{name}%'"));
    }

    [Fact]
    public async Task delivered_twice_still_happens_once_each()
    {
        var id = Guid.NewGuid();
        for (var time = 0; time < 3; time++)
            await host.App.Services.GetRequiredService<IBus>()
                .Publish(new CounterWon(name), context => context.MessageId = id);
        await Until.True(async () => await Count("tally") == 1 && await Count("applause") == 1, "both have reacted");
        await host.Announce(new CounterWon($"{name}-last"));
        await Until.True(async () => await host.Value<long>(
            $"SELECT count(*) FROM received WHERE name LIKE '{name}-last%'") == 2, "what came last is received");
        Assert.Equal((1, 1), (await Count("tally"), await Count("applause")));
    }

    [Fact]
    public async Task does_not_repeat_the_one_when_the_other_fails()
    {
        var poison = $"{name}poison";
        await host.Announce(new CounterWon(poison));
        V1.DeadLetter? letter = null;
        await Until.True(async () => (letter = (await host.Operations.ListDeadLettersAsync(
            new() { Parent = "services/counter" })).DeadLetters.FirstOrDefault(
                letter => letter.MessageType == nameof(CounterWon))) is not null, "the dead letter");
        Assert.Equal(
            (nameof(Applaud), "counter-applaud", "Nobody claps."), (letter!.Consumer, letter.Queue, letter.Reason));
        Assert.EndsWith("-applaud", letter.Name);
        await Until.True(async () => await Tallied() == 1, "the other has reacted");

        host.Counting.Repaired = true;
        await host.Operations.RedeliverDeadLetterAsync(new() { Name = letter.Name });
        await Until.True(async () => await host.Value<long>(
            $"SELECT count(*) FROM received WHERE name = '{poison}/applause'") == 1, "it reacts when it is repaired");
        host.Counting.Repaired = false;
        Assert.Equal(1, await Tallied());
        Assert.Single(host.Counting.Attempts, attempt => attempt == (nameof(Tally), poison));

        Task<long> Tallied() => host.Value<long>($"SELECT count(*) FROM received WHERE name = '{poison}/tally'");
    }

    [Fact]
    public void must_be_named_by_the_event()
    {
        var failure = Assert.Throws<InvalidOperationException>(
            () => Subscription.Find("stranger", typeof(CounterHost).Assembly));
        Assert.StartsWith("[ConsumedBy] of Count", failure.Message);
    }

    private Task<long> Count(string way) =>
        host.Value<long>($"SELECT count(*) FROM received WHERE name = '{name}/{way}'");
}

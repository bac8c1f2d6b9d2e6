using System.Diagnostics;
using MassTransit;
using ProjetK.Events;

namespace ProjetK.Foundation.Tests;

public sealed class Announcing_an_event(CounterHost host) : IClassFixture<CounterHost>
{
    private Task<long> Received(string name) =>
        host.Value<long>($"SELECT count(*) FROM received WHERE name = '{name}'");

    [Fact]
    public async Task reaches_its_consumer_once_and_leaves_the_outbox_empty()
    {
        var name = $"counters/{Guid.NewGuid():N}";
        await host.Grpc.CountUpAsync(new() { Name = name, Amount = 1 });
        await Until.True(async () => await Received(name) == 1, "the event is received");
        await Until.True(async () => await host.Value<long>("SELECT count(*) FROM outbox") == 0, "the outbox is empty");
    }

    [Fact]
    public async Task delivered_twice_has_its_effect_once()
    {
        var name = $"counters/{Guid.NewGuid():N}";
        var (messageId, bus) = (Guid.NewGuid(), host.App.Services.GetRequiredService<IBus>());
        for (var delivery = 0; delivery < 3; delivery++)
            await bus.Publish(new CountedUp(name, 1), context => context.MessageId = messageId);
        await bus.Publish(new CountedUp($"{name}-last", 1));
        await Until.True(async () => await Received($"{name}-last") == 1, "what came last is received");
        await Until.True(async () => await Received(name) == 1, "the first is received");
        Assert.Equal(1, await Received(name));
    }

    [Fact]
    public async Task carries_the_trace_of_the_call_to_the_consumer()
    {
        var name = $"counters/{Guid.NewGuid():N}";
        using var call = new Activity("test") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.Start();
        await host.Grpc.CountUpAsync(new() { Name = name, Amount = 1 });
        await Until.True(async () => await Received(name) == 1, "the event is received");
        Assert.Equal(
            call.TraceId.ToString(), await host.Value<string>($"SELECT trace FROM received WHERE name = '{name}'"));
    }

    [Fact]
    public async Task waits_for_a_consumer_that_never_ran()
    {
        var database = host.App.Services.GetRequiredService<Database>();
        await database.Run(Caller.OfService("counter"), transaction =>
        {
            transaction.Announce(new CounterRested("counters/1"));
            return Task.CompletedTask;
        }, default);
        await Until.True(async () => await host.Value<long>("SELECT count(*) FROM outbox") == 0, "the outbox is empty");
        Assert.True(await TestBroker.Count("absent-rest") > 0);
    }

    [Fact]
    public async Task that_cannot_be_handled_becomes_a_dead_letter_with_its_reason()
    {
        var name = $"counters/{Guid.NewGuid():N}poison";
        await host.Grpc.CountUpAsync(new() { Name = name, Amount = 1 });
        await Until.True(async () => await host.Value<long>($"""
            SELECT count(*) FROM dead_letters
            WHERE convert_from(body, 'UTF8') LIKE '%{name}%' AND reason = 'This one cannot be handled.'
            """) == 1, "it is a dead letter");
        Assert.Equal(0, await Received(name));
    }

    [Fact]
    public async Task of_a_transaction_that_failed_announces_nothing()
    {
        var database = host.App.Services.GetRequiredService<Database>();
        await Assert.ThrowsAsync<DomainException>(() => database.Run(Caller.OfService("counter"), async transaction =>
        {
            transaction.Announce(new CountedUp("counters/never", 1));
            await transaction.Query("SELECT 1", row => row.GetInt32(0));
            throw CommonErrors.NotFound("counters/never");
        }, default));
        Assert.Equal(0, await host.Value<long>("SELECT count(*) FROM outbox WHERE body->>'Name' = 'counters/never'"));
    }

    [Fact]
    public async Task of_a_kind_that_nobody_knows_does_not_block_the_others()
    {
        await using (var insert = host.Admin.CreateCommand(
            $"INSERT INTO outbox (id, type, body) VALUES ('{Guid.NewGuid()}', 'Unknown', '{{}}')"))
            await insert.ExecuteNonQueryAsync();
        var name = $"counters/{Guid.NewGuid():N}";
        await host.Grpc.CountUpAsync(new() { Name = name, Amount = 1 });
        await Until.True(async () => await Received(name) == 1, "the other event is received");
        await Until.True(
            async () => await host.Value<bool>("SELECT attempts > 0 FROM outbox WHERE type = 'Unknown'"),
            "the unknown one says what is wrong");
        await using var delete = host.Admin.CreateCommand("DELETE FROM outbox WHERE type = 'Unknown'");
        await delete.ExecuteNonQueryAsync();
    }
}

using System.Diagnostics;
using System.Net;
using Grpc.Core;
using ProjetK.Testing;

namespace ProjetK.Foundation.Tests;

public sealed class Losing_a_server(InterruptedHost host) : IClassFixture<InterruptedHost>
{
    [Fact]
    public async Task the_broker_keeps_calls_going_and_events_arrive_when_it_is_back()
    {
        var name = await Connected();

        host.BrokerLine.Cut();
        for (var count = 0; count < 5; count++)
            await host.Grpc.CountUpAsync(new() { Name = name, Amount = 1 });
        await Until.True(async () => await host.Health() == "Degraded", "health says that something is missing");
        Assert.Equal(5, await host.Value<long>("SELECT count(*) FROM outbox"));
        // Long enough for attempts in vain to add up.
        await Until.True(
            async () => await host.Value<decimal>("SELECT coalesce(sum(attempts), 0)::numeric FROM outbox") > 1,
            "two attempts were in vain");

        host.BrokerLine.Mend();
        await Until.True(() => Received(name, 6), "the events are received after");
        await Until.True(async () => await host.Value<long>("SELECT count(*) FROM outbox") == 0, "the outbox is empty");
    }

    [Fact]
    public async Task the_broker_silently_for_longer_than_the_time_limit_is_survived()
    {
        var name = await Connected();
        host.BrokerLine.Freeze();
        try
        {
            await host.Grpc.CountUpAsync(new() { Name = name, Amount = 1 });
            await Until.True(
                async () => await host.Value<long>("SELECT count(*) FROM outbox WHERE attempts > 0") > 0,
                "it was in vain");
        }
        finally
        {
            host.BrokerLine.Cut();
            host.BrokerLine.Mend();
        }
        await Until.True(() => Received(name, 2), "the event is received after");
    }

    [Fact]
    public async Task connections_to_the_database_is_not_noticed()
    {
        var name = $"counters/{Guid.NewGuid():N}";
        await host.Grpc.CountUpAsync(new() { Name = name, Amount = 1 });
        await host.Value<long>("""
            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
            WHERE datname = current_database() AND usename = 'counter'
            """);
        Assert.Equal(1, (await host.Grpc.GetCounterAsync(new() { Name = name })).Value);
        Assert.Equal(2, (await host.Grpc.CountUpAsync(new() { Name = name, Amount = 1 })).Value);
    }

    [Fact]
    public async Task the_database_is_unavailable_and_not_an_error()
    {
        host.DatabaseLine.Cut();
        try
        {
            var refusal = await Assert.ThrowsAsync<RpcException>(async () =>
                await host.Grpc.CountUpAsync(new() { Name = "counters/lost", Amount = 1, RequestId = "lost" }));
            Assert.Equal(StatusCode.Unavailable, refusal.StatusCode);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.Http.GetAsync("/health")).StatusCode);
        }
        finally
        {
            host.DatabaseLine.Mend();
        }
        Assert.Equal(1, (await host.Grpc.CountUpAsync(
            new() { Name = "counters/lost", Amount = 1, RequestId = "lost" })).Value);
    }

    [Fact]
    public async Task the_database_silently_is_noticed_within_seconds()
    {
        Assert.Equal("Healthy", await host.Health());
        host.DatabaseLine.Freeze();
        try
        {
            var watch = Stopwatch.StartNew();
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.Http.GetAsync("/health")).StatusCode);
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"It took {watch.Elapsed}.");
        }
        finally
        {
            host.DatabaseLine.Cut();
            host.DatabaseLine.Mend();
        }
        await Until.True(async () => await host.Health() == "Healthy", "health sees it again");
    }

    /// <summary>A counter whose first event was received and is settled: what is not yet connected cannot lose its
    /// connection.</summary>
    private async Task<string> Connected()
    {
        var name = $"counters/{Guid.NewGuid():N}";
        await host.Grpc.CountUpAsync(new() { Name = name, Amount = 1 });
        await Until.True(() => Received(name, 1), "an event is received before");
        await Until.True(async () => await host.Value<long>("SELECT count(*) FROM outbox") == 0, "the outbox is empty");
        return name;
    }

    private async Task<bool> Received(string name, long count) =>
        await host.Value<long>($"SELECT count(*) FROM received WHERE name = '{name}'") == count;
}

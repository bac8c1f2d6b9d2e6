using System.Collections.Concurrent;
using System.Diagnostics;
using Grpc.Core;
using Npgsql;

namespace ProjetK.Foundation.Tests;

public sealed class Failing_in_a_trace : IClassFixture<CounterHost>, IDisposable
{
    private readonly CounterHost host;
    private readonly ConcurrentQueue<Activity> ended = [];
    private readonly ActivityListener listener;
    private readonly Activity test = new("test") { ActivityTraceFlags = ActivityTraceFlags.Recorded };

    public Failing_in_a_trace(CounterHost host)
    {
        this.host = host;
        listener = new()
        {
            ShouldListenTo = source => source.Name is "Microsoft.AspNetCore" or "MassTransit" or Meters.Name,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        test.Start();
    }

    public void Dispose()
    {
        test.Dispose();
        listener.Dispose();
    }

    [Fact]
    public async Task by_a_bug_is_a_failure_with_its_exception()
    {
        await Assert.ThrowsAsync<RpcException>(async () => await CountUp("counters/bug", 13));
        var span = await Ended("CounterService/CountUp");
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Equal("INTERNAL", span.GetTagItem(Attributes.Reason));
        Assert.Contains(span.Events, said => said.Name == "exception");
    }

    [Fact]
    public async Task by_a_refusal_is_none()
    {
        await Assert.ThrowsAsync<RpcException>(async () => await CountUp("counters/seven", 7));
        var span = await Ended("CounterService/CountUp");
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
        Assert.Equal(("SEVEN", 9), (span.GetTagItem(Attributes.Reason), span.GetTagItem(Attributes.Code)));
        Assert.Equal("counters/seven", span.GetTagItem(Attributes.Resource));
    }

    [Fact]
    public async Task by_a_caller_who_went_away_is_no_failure_of_the_service()
    {
        var name = $"counters/{Guid.NewGuid():N}";
        await CountUp(name, 1);
        await using var other = await host.Admin.OpenConnectionAsync();
        await using var holding = await other.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand($"SELECT FROM counters WHERE name = '{name}' FOR UPDATE", other))
            await hold.ExecuteNonQueryAsync();
        using var call = host.Grpc.CountUpAsync(new() { Name = name, Amount = 1 });
        await Until.True(async () => await host.Value<long>("""
            SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()
            """) == 1, "the call waits");

        call.Dispose();

        Activity? gone = null;
        await Until.True(() => Task.FromResult((gone = ended.FirstOrDefault(
            span => Equals(span.GetTagItem(Attributes.Reason), "CANCELLED"))) is not null), "the call is given up");
        Assert.Equal(("CounterService/CountUp", 1), (gone!.DisplayName, gone.GetTagItem(Attributes.Code)));
        Assert.NotEqual(ActivityStatusCode.Error, gone.Status);
        Assert.DoesNotContain(gone.Events, said => said.Name == "exception");
    }

    [Fact]
    public async Task by_an_event_that_nobody_can_handle_ends_the_trace_of_whoever_announced_it()
    {
        var name = $"counters/{Guid.NewGuid():N}poison";
        await CountUp(name, 1);
        var announced = await Ended("CounterService/CountUp");
        var lost = await Ended("give up CountedUp");
        Assert.Equal((announced.TraceId, ActivityStatusCode.Error), (lost.TraceId, lost.Status));
        Assert.EndsWith(": This one cannot be handled.", lost.StatusDescription);
        await Until.True(
            () => Task.FromResult(ended.Any(span => (span.DisplayName, span.TraceId, span.Status)
                == ("process CountedUp", announced.TraceId, ActivityStatusCode.Error))), "the failure of the consumer");
    }

    private Task CountUp(string name, int amount) =>
        host.Grpc.CountUpAsync(new() { Name = name, Amount = amount }).ResponseAsync;

    private async Task<Activity> Ended(string name)
    {
        Activity? found = null;
        await Until.True(
            () => Task.FromResult((found = ended.FirstOrDefault(span => span.DisplayName == name)) is not null), name);
        return found!;
    }
}

using Grpc.Core;
using ProjetK.Testing;

namespace ProjetK.Foundation.Tests;

public sealed class Running_out_of_connections(Running_out_of_connections.NarrowHost host)
    : IClassFixture<Running_out_of_connections.NarrowHost>
{
    [Fact]
    public async Task refuses_who_waits_too_long_and_leaves_those_who_have_one_alone()
    {
        var release = new TaskCompletionSource();
        var held = 0;
        host.Counting.Hold = _ =>
        {
            Interlocked.Increment(ref held);
            return release.Task;
        };
        var lucky = Enumerable.Range(0, NarrowHost.Most).Select(_ => CountUp()).ToList();
        try
        {
            await Until.True(() => Task.FromResult(held == NarrowHost.Most), "all connections are taken");
            var refusal = await Refusal.Of(CountUp());
            Assert.Equal((StatusCode.Unavailable, "DEPENDENCY_UNAVAILABLE"), refusal.Kind);
        }
        finally
        {
            release.SetResult();
        }
        Assert.All(await Task.WhenAll(lucky), value => Assert.Equal(1, value));
        Assert.Equal(1, await CountUp());
        Assert.Equal(NarrowHost.Most, await host.Value<long>(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = 'counter'"));
    }

    private async Task<long> CountUp() =>
        (await host.Grpc.CountUpAsync(new() { Name = $"counters/{Guid.NewGuid():N}", Amount = 1 })).Value;

    public sealed class NarrowHost : CounterHost
    {
        public const int Most = 3;

        protected override int? Connections => Most;
    }
}

using System.Diagnostics;
using ProjetK.Testing;

namespace ProjetK.Foundation.Tests;

public sealed class Starting_without_the_broker(Starting_without_the_broker.LonelyHost host)
    : IClassFixture<Starting_without_the_broker.LonelyHost>
{
    [Fact]
    public async Task serves_calls_and_catches_up_when_it_comes()
    {
        var name = $"counters/{Guid.NewGuid():N}";
        Assert.Equal(1, (await host.Grpc.CountUpAsync(new() { Name = name, Amount = 1 })).Value);
        Assert.Equal("Degraded", await host.Health());
        host.BrokerLine.Mend();
        await Until.True(
            async () => await host.Value<long>($"SELECT count(*) FROM received WHERE name = '{name}'") == 1,
            "the event is received");
    }

    [Fact]
    public void does_not_wait_for_it() => Assert.True(host.StartTime < TimeSpan.FromSeconds(20));

    public sealed class LonelyHost : CounterHost
    {
        internal Line BrokerLine { get; } = new(TestServers.Broker.Host, TestServers.Broker.Port);

        internal TimeSpan StartTime { get; private set; }

        protected override Uri Broker => new UriBuilder(TestServers.Broker)
        {
            Host = "127.0.0.1",
            Port = BrokerLine.Port,
        }.Uri;

        public override async ValueTask InitializeAsync()
        {
            BrokerLine.Cut();
            var watch = Stopwatch.StartNew();
            await base.InitializeAsync();
            StartTime = watch.Elapsed;
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            BrokerLine.Dispose();
        }
    }
}

using RabbitMQ.Client;

namespace ProjetK.Foundation.Tests;

public sealed class Stopping_while_it_starts(Stopping_while_it_starts.HastyHost host)
    : IClassFixture<Stopping_while_it_starts.HastyHost>
{
    private const string Queue = "counter-receive-counted-up";

    [Fact]
    public async Task leaves_nobody_behind_who_receives_events()
    {
        await host.Sleep();
        for (var time = 0; time < 10; time++)
            await host.Flash(TimeSpan.FromMilliseconds(time * 10));
        Assert.Equal(0u, await TestBroker.Do(channel => channel.ConsumerCountAsync(Queue)));
        await host.Wake();
        var name = $"counters/{Guid.NewGuid():N}";
        await host.Grpc.CountUpAsync(new() { Name = name, Amount = 1 });
        await Until.True(
            async () => await host.Value<long>($"SELECT count(*) FROM received WHERE name = '{name}'") == 1,
            "the event is received");
    }

    public sealed class HastyHost : CounterHost
    {
        /// <summary>Starts it for a moment.</summary>
        internal async Task Flash(TimeSpan moment)
        {
            await Start();
            await Task.Delay(moment);
            await Stop();
        }

        internal Task Sleep() => Stop();

        internal Task Wake() => Start();
    }
}

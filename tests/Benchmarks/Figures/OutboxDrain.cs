using System.Diagnostics;
using Npgsql;
using ProjetK.Benchmarks.Load;
using ProjetK.Events;
using RabbitMQ.Client;

namespace ProjetK.Benchmarks.Figures;

/// <summary>How fast events leave the outbox when many wait, against a bare client that publishes the same to the same
/// kind of queue with 128 publishes on their way: the broker's confirmation is what both wait for. Whoever consumes
/// that event gets none here.</summary>
internal sealed class OutboxDrain : IFigure
{
    private const int Count = 4000, Window = 128;
    private const string Queue = "benchmark-drain";

    private NpgsqlConnection database = null!;
    private IChannel channel = null!;

    public string Name => "outbox";

    public IReadOnlyList<Goal> Goals { get; } =
        [new("outbox drain ÷ confirmed publish", found => found["drained/s"] / found["published/s"], 0.3, 0.6)];

    public async Task Prepare(Bench bench)
    {
        var broker = await Broker.Connect(await bench.Stack.Broker());
        bench.Own(broker);
        channel = await broker.OpenConfirmed();
        database = await bench.Open("applications");
        bench.Own(database);
        // The relay binds the consumer's queue when it meets an event for the first time.
        await Drain(1);
        await broker.Unbind<ApplicationLapsed>("ecosystem-sleep-after-lapse");
        await channel.QueueDeclareAsync(Queue, true, false, false, new Dictionary<string, object?>
        {
            ["x-queue-type"] = "quorum",
        });
        await broker.Bind<ApplicationLapsed>(Queue);
        await Drain(Count);
        await Publish(TimeSpan.FromSeconds(1));
    }

    public async Task Measure(Bench bench, Reading reading)
    {
        await channel.QueuePurgeAsync(Queue);
        reading["drained/s"] = await Drain(Count);
        await channel.QueuePurgeAsync(Queue);
        reading["published/s"] = await Publish(bench.Time);
    }

    private Task<double> Publish(TimeSpan time) =>
        ClosedLoop.Rate(Window, time, () => Broker.Publish(channel, Lapsed()).AsTask());

    /// <summary>Writes events as the service does and waits until none is left; gives how many left in a
    /// second.</summary>
    private async Task<double> Drain(int count)
    {
        await using (var write = new NpgsqlCommand($"""
            INSERT INTO outbox (id, type, body)
            SELECT gen_random_uuid(), '{nameof(ApplicationLapsed)}', jsonb_build_object(
                'ApplicationId', gen_random_uuid(), 'Call', 'benchmark', 'LapseTime', now(), 'Version', 1)
            FROM generate_series(1, {count})
            """, database))
            await write.ExecuteNonQueryAsync();
        var start = Stopwatch.GetTimestamp();
        await using var left = new NpgsqlCommand("SELECT EXISTS (SELECT FROM outbox)", database);
        while (await left.ExecuteScalarAsync() is true)
        {
            if (Stopwatch.GetElapsedTime(start) > TimeSpan.FromMinutes(1))
                throw new TimeoutException("The outbox does not get empty.");
            await Task.Delay(2);
        }
        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static ApplicationLapsed Lapsed() => new(Guid.NewGuid(), null, "benchmark", DateTimeOffset.UtcNow, 1);
}

using System.Collections.Concurrent;
using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using Npgsql;
using ProjetK.Applications.V1;
using ProjetK.Benchmarks.Load;
using ProjetK.Testing.Scenarios;

namespace ProjetK.Benchmarks.Figures;

/// <summary>From the answer that a client gets for a publication until its effect is committed in the other service:
/// the envelope's rates are frozen there. At a rate that leaves the machine time; whoever looks for the effect asks the
/// database every two milliseconds, which is part of what is measured.</summary>
internal sealed class Events : IFigure
{
    private const double PerSecond = 200;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(2), Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<string> prepared = [];
    private Func<Task> prepare = null!, publish = null!;
    private ConcurrentDictionary<string, long> answered = [];
    private NpgsqlConnection funding = null!;

    public string Name => "events";

    public IReadOnlyList<Goal> Goals { get; } =
    [
        new("OK → effect at 200/s, p50 ms", found => found["p50 ms"], 25, 8, true),
        new("OK → effect at 200/s, p99 ms", found => found["p99 ms"], 150, 30, true),
    ];

    public async Task Prepare(Bench bench)
    {
        var manager = bench.By(People.Manager);
        var address = bench.Stack.Address("applications", "grpc");
        prepare = bench.Repeat(address, invoker => new CallService.CallServiceClient(invoker), async client =>
        {
            var id = $"event-{Guid.NewGuid():N}"[..30];
            await client.CreateCallAsync(Draft(id), manager);
            prepared.Enqueue(id);
        });
        publish = bench.Repeat(address, invoker => new CallService.CallServiceClient(invoker), async client =>
        {
            prepared.TryDequeue(out var id);
            await client.PublishCallAsync(
                new() { Name = $"calls/{id}", RequestId = Guid.NewGuid().ToString() }, manager);
            answered[id!] = Stopwatch.GetTimestamp();
        });
        funding = await bench.Open("funding");
        bench.Own(funding);
        await Measure(TimeSpan.FromSeconds(3));
    }

    public async Task Measure(Bench bench, Reading reading)
    {
        var latencies = await Measure(bench.Time);
        (reading["p50 ms"], reading["p99 ms"], reading["p99.9 ms"]) = (latencies.P50, latencies.P99, latencies.P999);
    }

    private async Task<Latencies> Measure(TimeSpan time)
    {
        var count = (int)(PerSecond * time.TotalSeconds);
        while (prepared.Count < count)
            await prepare();
        answered = [];
        var watching = Task.Run(() => Watch(count));
        await OpenLoop.Run(PerSecond, time, publish);
        return new(await watching);
    }

    /// <summary>How long each effect came after its answer.</summary>
    private async Task<List<double>> Watch(int count)
    {
        var times = new List<double>();
        var deadline = DateTime.UtcNow + Patience;
        var seen = new HashSet<string>();
        while (times.Count < count)
        {
            if (DateTime.UtcNow > deadline)
                throw new TimeoutException($"Only {times.Count} of {count} events had their effect.");
            string[] asked = [.. answered.Keys.Where(id => !seen.Contains(id))];
            await using var command = new NpgsqlCommand(
                "SELECT id FROM calls WHERE id = ANY ($1) AND publish_time IS NOT NULL", funding)
            { Parameters = { new() { Value = asked } } };
            await using (var reader = await command.ExecuteReaderAsync())
                while (await reader.ReadAsync())
                {
                    seen.Add(reader.GetString(0));
                    times.Add(Stopwatch.GetElapsedTime(answered[reader.GetString(0)]).TotalMilliseconds);
                }
            await Task.Delay(Look);
        }
        return times;
    }

    private static CreateCallRequest Draft(string id) => new()
    {
        CallId = id,
        Call = new()
        {
            Title = "Appel à coopération",
            LegalNotices = Round.Notices,
            IntentOpenTime = Timestamp.FromDateTime(DateTime.UtcNow.AddDays(-1)),
            IntentDeadlineTime = Timestamp.FromDateTime(DateTime.UtcNow.AddDays(60)),
            EngagementDeadlineTime = Timestamp.FromDateTime(DateTime.UtcNow.AddDays(120)),
        },
    };
}

using System.Collections.Concurrent;
using System.Diagnostics;
using ProjetK.Benchmarks.Limits;
using ProjetK.Benchmarks.Load;
using ProjetK.Events;

namespace ProjetK.Benchmarks.Figures;

/// <summary>Reservations on one envelope, each under an id of its own, durable and answered by an event of its own,
/// against pgbench with the SQL of one reservation on one envelope: there each transaction waits for the one before it
/// until that is committed, which is as fast as a program can be that reserves one after another. From the event of the
/// proposal to the event of its answer; the service that asked is left out, it would do its own work beside.</summary>
internal sealed class Reservations : IFigure
{
    private const int Window = 256;

    private readonly ConcurrentDictionary<Guid, TaskCompletionSource<bool>> waiting = [];
    private Broker broker = null!;
    private HotRow hotRow = null!;
    private Func<Task<double>> reserve = null!;

    public string Name => "reservations";

    public IReadOnlyList<Goal> Goals { get; } =
    [
        new("reservations ÷ pgbench on one hot row, same SQL",
            found => found["reservations/s"] / found["pgbench one envelope/s"], 2, 6),
        new("reservations, p99 ms", found => found["p99 ms"], null, 25, true),
        new("reservations ÷ bare UPDATE of one hot row",
            found => found["reservations/s"] / found["bare UPDATE/s"]),
    ];

    public async Task Prepare(Bench bench)
    {
        broker = await Broker.Connect(await bench.Stack.Broker());
        bench.Own(broker);
        await broker.Hear<FundsReserved>(reserved => Answer(reserved.ProposalId, true));
        await broker.Hear<FundsRefused>(refused => Answer(refused.ProposalId, false));
        var channel = await broker.OpenConfirmed();
        reserve = () => Reserve(bench, channel);
        await reserve();
        await broker.Unbind<FundsReserved>("applications-confirm-selection");
        await Run(TimeSpan.FromSeconds(5));
        hotRow = await HotRow.Prepare(bench);
    }

    public async Task Measure(Bench bench, Reading reading)
    {
        var (rate, latencies) = await Run(bench.Time);
        (reading["reservations/s"], reading["p50 ms"], reading["p99 ms"]) = (rate, latencies.P50, latencies.P99);
        reading["pgbench one envelope/s"] = await hotRow.Reserve(bench.Time);
        reading["bare UPDATE/s"] = await hotRow.Update(bench.Time);
    }

    private async Task<(double Rate, Latencies Latencies)> Run(TimeSpan time)
    {
        var times = new ConcurrentBag<double>();
        var rate = await ClosedLoop.Rate(Window, time, async () => times.Add(await reserve()));
        return (rate, new(times));
    }

    /// <summary>Proposes once; gives how long the answer took, in milliseconds.</summary>
    private async Task<double> Reserve(Bench bench, RabbitMQ.Client.IChannel channel)
    {
        var proposal = Guid.CreateVersion7();
        var answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var start = Stopwatch.GetTimestamp();
        waiting[proposal] = answer;
        await Broker.Publish(channel, new SelectionProposed(
            proposal, Guid.CreateVersion7(), Guid.CreateVersion7(), bench.Call.Id, "33525", 1,
            DateTimeOffset.UtcNow, 1));
        if (!await answer.Task.WaitAsync(TimeSpan.FromSeconds(30)))
            throw new InvalidOperationException("A reservation was refused.");
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private void Answer(Guid proposal, bool reserved)
    {
        if (waiting.TryRemove(proposal, out var one))
            one.TrySetResult(reserved);
    }
}

using ProjetK.Applications.V1;
using ProjetK.Benchmarks.Limits;
using ProjetK.Benchmarks.Load;

namespace ProjetK.Benchmarks.Figures;

/// <summary>The same RPC through the gateway and straight to the service, for a read and a write; and by how much the
/// gateway prolongs a read at a rate that leaves the machine time. Hello behind a bare YARP says how much of it is the
/// price of any proxy.</summary>
internal sealed class Gateway : IFigure
{
    private const double PerSecond = 800;

    private Func<Task> readDirect = null!, readThrough = null!, writeDirect = null!, writeThrough = null!,
        hello = null!, helloThrough = null!;
    private LimitProcess proxy = null!;

    public string Name => "gateway";

    public IReadOnlyList<Goal> Goals { get; } =
    [
        new("gateway ÷ direct, read", found => found["read through/s"] / found["read direct/s"], 0.50, 0.65),
        new("gateway ÷ direct, write", found => found["write through/s"] / found["write direct/s"], 0.75, 0.90),
        new("gateway adds at 800/s, p50 ms", found => found["through p50 ms"] - found["direct p50 ms"], 1.0, 0.5, true),
        new("gateway adds at 800/s, p99 ms", found => found["through p99 ms"] - found["direct p99 ms"], 4, 1.5, true),
        new("bare YARP ÷ hello", found => found["hello through YARP/s"] / found["hello/s"]),
    ];

    public async Task Prepare(Bench bench)
    {
        proxy = await LimitProcess.Proxy(bench.Hello.Address);
        bench.Own(proxy);
        hello = bench.SayHello();
        helloThrough = bench.Repeat(proxy.Address, invoker => new Hello.HelloClient(invoker),
            async client => await client.SayAsync(new() { Name = "calls/2026" }));
        var (service, gateway) = (bench.Stack.Address("applications", "grpc"), bench.Stack.Address("gateway", "grpc"));
        (readDirect, readThrough) = (Read(bench, service), Read(bench, gateway));
        var drafts = new Drafts(bench);
        (writeDirect, writeThrough) = (drafts.Create(service), drafts.Create(gateway));
        foreach (var call in new[] { helloThrough, readDirect, readThrough, writeDirect, writeThrough })
            await ClosedLoop.Rate(Bench.Window, bench.WarmUp, call);
    }

    public async Task Measure(Bench bench, Reading reading)
    {
        reading["read direct/s"] = await ClosedLoop.Rate(Bench.Window, bench.Time, readDirect);
        reading["read through/s"] = await ClosedLoop.Rate(Bench.Window, bench.Time, readThrough);
        reading["write direct/s"] = await ClosedLoop.Rate(Bench.Window, bench.Time, writeDirect);
        reading["write through/s"] = await ClosedLoop.Rate(Bench.Window, bench.Time, writeThrough);
        reading["hello/s"] = await ClosedLoop.Rate(Bench.Window, bench.Time, hello);
        reading["hello through YARP/s"] = await ClosedLoop.Rate(Bench.Window, bench.Time, helloThrough);
        var direct = await OpenLoop.Run(PerSecond, bench.Time, readDirect);
        var through = await OpenLoop.Run(PerSecond, bench.Time, readThrough);
        (reading["direct p50 ms"], reading["direct p99 ms"], reading["direct p99.9 ms"]) =
            (direct.P50, direct.P99, direct.P999);
        (reading["through p50 ms"], reading["through p99 ms"], reading["through p99.9 ms"]) =
            (through.P50, through.P99, through.P999);
    }

    private static Func<Task> Read(Bench bench, Uri address)
    {
        var mayors = new Mayors(bench);
        return bench.Repeat(address, invoker => new CallService.CallServiceClient(invoker),
            async client => await client.GetCallAsync(new() { Name = bench.Call.Name }, mayors.Next().Headers));
    }
}

using Grpc.Core;
using ProjetK.Applications.V1;
using ProjetK.Benchmarks.Load;

namespace ProjetK.Benchmarks.Figures;

/// <summary>GetCall of a service that traces, counts and logs to a listener and looks at the caller's token, against
/// one more process of the same service that sends nothing and is asked by nobody in particular.</summary>
internal sealed class Telemetry : IFigure
{
    private Func<Task> on = null!, off = null!;

    public string Name => "telemetry";

    public IReadOnlyList<Goal> Goals { get; } =
        [new("telemetry and access on ÷ off", found => found["on/s"] / found["off/s"], 0.80, 0.92)];

    public async Task Prepare(Bench bench)
    {
        var mayors = new Mayors(bench);
        var silent = SecondProcess.Start(
            bench, "applications", name => name.StartsWith("OTEL_", StringComparison.Ordinal));
        bench.Own(silent);
        on = Read(bench, bench.Stack.Address("applications", "grpc"), () => mayors.Next().Headers);
        off = Read(bench, silent.Grpc, () => []);
        await Answers(off);
        foreach (var call in new[] { on, off })
            await ClosedLoop.Rate(Bench.Window, bench.WarmUp, call);
    }

    public async Task Measure(Bench bench, Reading reading)
    {
        reading["on/s"] = await ClosedLoop.Rate(Bench.Window, bench.Time, on);
        reading["off/s"] = await ClosedLoop.Rate(Bench.Window, bench.Time, off);
    }

    /// <summary>Ends with the first answer.</summary>
    public static async Task Answers(Func<Task> call)
    {
        var deadline = DateTime.UtcNow.AddMinutes(1);
        while (true)
            try
            {
                await call();
                return;
            }
            catch (RpcException) when (DateTime.UtcNow < deadline)
            {
                await Task.Delay(5);
            }
    }

    private static Func<Task> Read(Bench bench, Uri address, Func<Metadata> headers) => bench.Repeat(
        address, invoker => new CallService.CallServiceClient(invoker),
        async client => await client.GetCallAsync(new() { Name = bench.Call.Name }, headers()));
}

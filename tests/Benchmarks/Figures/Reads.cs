using Grpc.Core;
using ProjetK.Applications.V1;
using ProjetK.Benchmarks.Limits;
using ProjetK.Benchmarks.Load;

namespace ProjetK.Benchmarks.Figures;

/// <summary>GetCall, which reads one row of the database, against what a gRPC call and that query cost one after the
/// other on this machine: 1/(1/hello + 1/pgbench). GetCommune, reference data that changes with a release only, against
/// hello alone. And how long people wait while they type the name of a commune.</summary>
internal sealed class Reads : IFigure
{
    private static readonly string[] Typed = ["saint em", "libourne", "st", "ville", "la", "33500", "lug", "bordeaux"];

    private Func<Task> hello = null!, getCall = null!, getCommune = null!, search = null!;
    private Pgbench pgbench = null!;
    private string script = null!;
    private int typed;

    public string Name => "reads";

    public IReadOnlyList<Goal> Goals { get; } =
    [
        new("GetCall ÷ 1/(1/hello + 1/pgbench)",
            found => found["GetCall/s"] * ((1 / found["hello/s"]) + (1 / found["pgbench read/s"])), 0.60, 0.85),
        new("GetCommune ÷ hello", found => found["GetCommune/s"] / found["hello/s"], 0.75, 0.90),
        new("ListCommunes?query at 100/s, p50 ms", found => found["search p50 ms"], LessIsBetter: true),
        new("ListCommunes?query at 100/s, p99 ms", found => found["search p99 ms"], LessIsBetter: true),
    ];

    public async Task Prepare(Bench bench)
    {
        var mayors = new Mayors(bench);
        var address = bench.Stack.Address("applications", "grpc");
        hello = bench.SayHello();
        getCall = bench.Repeat(address, invoker => new CallService.CallServiceClient(invoker),
            async client => await client.GetCallAsync(new() { Name = bench.Call.Name }, mayors.Next().Headers));
        getCommune = bench.Repeat(address, Communes, async client =>
        {
            var (commune, headers) = mayors.Next();
            await client.GetCommuneAsync(new() { Name = $"communes/{commune}" }, headers);
        });
        search = bench.Repeat(address, Communes, async client => await client.ListCommunesAsync(
            new() { Query = Typed[(uint)Interlocked.Increment(ref typed) % Typed.Length] }, mayors.Next().Headers));
        pgbench = new(await bench.Stack.ConnectionString("applications"));
        await using var database = await bench.Open("applications");
        var row = await RowTemplate.Read(database, "calls", $"id = '{bench.Call.Id}'");
        script = $"SELECT {string.Join(", ", row.Columns)} FROM calls WHERE id = '{bench.Call.Id}';\n";
        foreach (var call in new[] { hello, getCall, getCommune, search })
            await ClosedLoop.Rate(Bench.Window, bench.WarmUp, call);
    }

    public async Task Measure(Bench bench, Reading reading)
    {
        reading["hello/s"] = await ClosedLoop.Rate(Bench.Window, bench.Time, hello);
        reading["GetCall/s"] = await ClosedLoop.Rate(Bench.Window, bench.Time, getCall);
        reading["pgbench read/s"] = await pgbench.Rate("read", script, bench.Time);
        reading["GetCommune/s"] = await ClosedLoop.Rate(Bench.Window, bench.Time, getCommune);
        var waits = await OpenLoop.Run(100, bench.Time, search);
        (reading["search p50 ms"], reading["search p99 ms"]) = (waits.P50, waits.P99);
    }

    private static CommuneService.CommuneServiceClient Communes(CallInvoker invoker) => new(invoker);
}

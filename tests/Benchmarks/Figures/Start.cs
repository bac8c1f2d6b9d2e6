using System.Diagnostics;
using Grpc.Net.Client;
using ProjetK.Applications.V1;
using ProjetK.Benchmarks.Limits;

namespace ProjetK.Benchmarks.Figures;

/// <summary>From the start of a process of a service to its first answer, against the same of a gRPC service that does
/// nothing: what is beyond that is our own. And how long the whole system took to start, servers included.</summary>
internal sealed class Start : IFigure
{
    public string Name => "start";

    public IReadOnlyList<Goal> Goals { get; } =
    [
        new("a service, cold to first OK ÷ hello", found => found["service s"] / found["hello s"], 4, 2, true),
        new("the whole stack cold, s", found => found["stack s"], 30, 15, true),
    ];

    public Task Prepare(Bench bench) => Task.CompletedTask;

    public async Task Measure(Bench bench, Reading reading)
    {
        reading["stack s"] = bench.StartTime.TotalSeconds;
        var start = Stopwatch.GetTimestamp();
        await using (await LimitProcess.Hello())
            reading["hello s"] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        start = Stopwatch.GetTimestamp();
        await using var service = SecondProcess.Start(bench, "applications", _ => false);
        using var channel = GrpcChannel.ForAddress(service.Grpc);
        var client = new CallService.CallServiceClient(channel);
        var headers = bench.By(People.Manager);
        await Telemetry.Answers(async () => await client.GetCallAsync(new() { Name = bench.Call.Name }, headers));
        reading["service s"] = Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}

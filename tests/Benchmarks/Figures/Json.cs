using ProjetK.Applications.V1;
using ProjetK.Benchmarks.Load;

namespace ProjetK.Benchmarks.Figures;

/// <summary>GetCall over JSON against the same over gRPC: both straight to the service, over as many connections as
/// each wire needs. The handler below HttpClient is the one below the gRPC client.</summary>
internal sealed class Json : IFigure
{
    private Func<Task> grpc = null!, json = null!;

    public string Name => "json";

    public IReadOnlyList<Goal> Goals { get; } =
        [new("JSON ÷ gRPC, GetCall", found => found["JSON/s"] / found["gRPC/s"], 0.50, 0.75)];

    public async Task Prepare(Bench bench)
    {
        var mayors = new Mayors(bench);
        grpc = bench.Repeat(
            bench.Stack.Address("applications", "grpc"), invoker => new CallService.CallServiceClient(invoker),
            async client => await client.GetCallAsync(new() { Name = bench.Call.Name }, mayors.Next().Headers));
        var client = new HttpMessageInvoker(new SocketsHttpHandler());
        bench.Own(client);
        var address = new Uri(bench.Stack.Address("applications", "http"), $"/v1/{bench.Call.Name}");
        json = async () =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.TryAddWithoutValidation("authorization", mayors.Next().Headers[0].Value);
            using var answer = await client.SendAsync(request, CancellationToken.None);
            answer.EnsureSuccessStatusCode();
            await answer.Content.CopyToAsync(Stream.Null);
        };
        foreach (var call in new[] { grpc, json })
            await ClosedLoop.Rate(Bench.Window, bench.WarmUp, call);
    }

    public async Task Measure(Bench bench, Reading reading)
    {
        reading["gRPC/s"] = await ClosedLoop.Rate(Bench.Window, bench.Time, grpc);
        reading["JSON/s"] = await ClosedLoop.Rate(Bench.Window, bench.Time, json);
    }
}

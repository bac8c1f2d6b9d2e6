using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using Npgsql;
using ProjetK.Benchmarks.Limits;

namespace ProjetK.Benchmarks;

/// <summary>The whole system with what stands beside it: a call, clients without anything in their way, and the limits
/// that several figures share.</summary>
internal sealed class Bench : IAsyncDisposable
{
    /// <summary>How many requests are on their way at once, and over how many connections.</summary>
    public const int Window = 64, Connections = 4;

    private readonly List<GrpcChannel> channels = [];
    private readonly List<object> owned = [];
    private int next;

    private Bench(BenchStack stack, Options options) => (Stack, Time) = (stack, options.Time);

    public BenchStack Stack { get; }

    /// <summary>How long each side of a figure is measured in a round.</summary>
    public TimeSpan Time { get; }

    /// <summary>How long each side is used before it is measured: until it is compiled as well as it ever is.</summary>
    public TimeSpan WarmUp { get; } = TimeSpan.FromSeconds(3);

    /// <summary>A published call in which letters of intent are accepted now.</summary>
    public OpenCall Call { get; private set; } = null!;

    /// <summary>How long the whole system took to start.</summary>
    public TimeSpan StartTime { get; private set; }

    public LimitProcess Hello { get; private set; } = null!;

    public static async Task<Bench> Start(Options options)
    {
        var bench = new Bench(new BenchStack(), options);
        // Another process of tests may have the machine.
        await Turn.Come();
        try
        {
            var start = Stopwatch.GetTimestamp();
            await bench.Stack.InitializeAsync();
            bench.StartTime = Stopwatch.GetElapsedTime(start);
            bench.Call = await OpenCall.Publish(bench.Stack);
            bench.Hello = await LimitProcess.Hello();
            return bench;
        }
        catch
        {
            await bench.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var channel in channels)
            channel.Dispose();
        foreach (var one in owned)
            if (one is IAsyncDisposable later)
                await later.DisposeAsync();
            else
                ((IDisposable)one).Dispose();
        if (Hello is not null)
            await Hello.DisposeAsync();
        await Stack.DisposeAsync();
    }

    /// <summary>Ends something with the bench.</summary>
    public void Own(object one) => owned.Add(one);

    /// <summary>The same call again and again, over some connections in turn.</summary>
    public Func<Task> Repeat<TClient>(
        Uri address, Func<CallInvoker, TClient> client, Func<TClient, Task> call)
    {
        TClient[] clients = [.. Enumerable.Range(0, Connections).Select(_ => client(Connect(address)))];
        return () => call(clients[(uint)Interlocked.Increment(ref next) % Connections]);
    }

    /// <summary>Hello by the same client as everything else.</summary>
    public Func<Task> SayHello() => Repeat(
        Hello.Address, invoker => new Limits.Hello.HelloClient(invoker),
        async client => await client.SayAsync(new() { Name = "calls/2026" }));

    /// <summary>The header that says who calls.</summary>
    public Metadata By(Person person) => new() { { "authorization", Stack.Tokens.Authorize(person) } };

    /// <summary>The database of a service as that service sees it.</summary>
    public async Task<NpgsqlConnection> Open(string service)
    {
        var connection = new NpgsqlConnection(await Stack.ConnectionString(service));
        await connection.OpenAsync();
        return connection;
    }

    private CallInvoker Connect(Uri address)
    {
        var channel = GrpcChannel.ForAddress(address);
        channels.Add(channel);
        return channel.CreateCallInvoker();
    }
}

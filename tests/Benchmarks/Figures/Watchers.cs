using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using ProjetK.Applications.V1;
using ProjetK.Benchmarks.Load;
using ProjetK.Funding.V1;

namespace ProjetK.Benchmarks.Figures;

/// <summary>5,000 open streams of people who watch a call and the ledger: what each of them holds in memory, how long a
/// new entry takes to the last of them, and what they cost those who call beside them.</summary>
internal sealed class Watchers : IFigure
{
    private const int OfEach = 2500;
    private const double PerSecond = 400;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private Func<Task> read = null!;
    private int calls, entries, open;

    public string Name => "watchers";

    public int MostRounds => 1;

    public IReadOnlyList<Goal> Goals { get; } =
    [
        new("memory of a stream, KB", found => found["KB each"], 20, 20, true),
        new("a new entry reaches the last of 2,500, s", found => found["entry s"], 1, 1, true),
        new("news of a call reach the last of 2,500, s", found => found["news s"], LessIsBetter: true),
        new("p99 beside 5,000 streams ÷ without", found => found["p99 beside ms"] / found["p99 alone ms"], 1.5, 1.1, true),
    ];

    public async Task Prepare(Bench bench)
    {
        var mayors = new Mayors(bench);
        read = bench.Repeat(
            bench.Stack.Address("applications", "grpc"), invoker => new CallService.CallServiceClient(invoker),
            async client => await client.GetCallAsync(new() { Name = bench.Call.Name }, mayors.Next().Headers));
        await ClosedLoop.Rate(Bench.Window, bench.WarmUp, read);
    }

    public async Task Measure(Bench bench, Reading reading)
    {
        var watched = await OpenCall.Publish(bench.Stack);
        var time = TimeSpan.FromSeconds(Math.Max(5, bench.Time.TotalSeconds));
        reading["p99 alone ms"] = (await OpenLoop.Run(PerSecond, time, read)).P99;
        var before = Resident(bench);
        using var ending = new CancellationTokenSource();
        using var toCalls = Many(bench.Stack.Address("applications", "grpc"));
        using var toLedger = Many(bench.Stack.Address("funding", "grpc"));
        var streams = Enumerable.Range(0, OfEach).SelectMany(_ => new[]
        {
            WatchCall(toCalls, watched, ending.Token), WatchLedger(toLedger, watched, ending.Token),
        }).ToArray();
        await Until(() => open == 2 * OfEach, "all streams");
        reading["KB each"] = (Resident(bench) - before) * 1024 / (2 * OfEach);
        reading["p99 beside ms"] = (await OpenLoop.Run(PerSecond, time, read)).P99;
        reading["entry s"] = await Time(() => entries, Amend(bench, watched));
        reading["news s"] = await Time(() => calls, Rename(bench, watched));
        await ending.CancelAsync();
        await Task.WhenAll(streams);
    }

    /// <summary>Seconds until each of the watchers has heard of it.</summary>
    private static async Task<double> Time(Func<int> heard, Func<Task> happen)
    {
        var wanted = heard() + OfEach;
        await happen();
        var start = Stopwatch.GetTimestamp();
        await Until(() => heard() >= wanted, "what is new");
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private async Task WatchCall(GrpcChannel channel, OpenCall watched, CancellationToken cancellation)
    {
        using var stream = new CallService.CallServiceClient(channel).WatchCall(
            new() { Name = watched.Name }, cancellationToken: cancellation);
        await Hear(stream.ResponseStream, message => message.EventCase
            == WatchCallResponse.EventOneofCase.Call, () => Interlocked.Increment(ref calls), cancellation);
    }

    private async Task WatchLedger(GrpcChannel channel, OpenCall watched, CancellationToken cancellation)
    {
        using var stream = new FundingService.FundingServiceClient(channel).WatchLedger(
            new() { Envelope = watched.Envelope, AfterEntry = { $"{watched.Envelope}/entries/2" } },
            cancellationToken: cancellation);
        await Hear(stream.ResponseStream, message => message.ContentCase
            == WatchLedgerResponse.ContentOneofCase.Entry, () => Interlocked.Increment(ref entries), cancellation);
    }

    /// <summary>Each watcher counts once for what is new; two entries of one transfer are one news.</summary>
    private async Task Hear<T>(
        IAsyncStreamReader<T> stream, Predicate<T> isNew, Action count, CancellationToken cancellation)
    {
        var (isFirst, isCounted) = (true, false);
        try
        {
            while (await stream.MoveNext(CancellationToken.None))
            {
                if (isFirst)
                    Interlocked.Increment(ref open);
                isFirst = false;
                if (!isCounted && isNew(stream.Current))
                {
                    count();
                    isCounted = true;
                }
            }
        }
        catch (RpcException end) when (cancellation.IsCancellationRequested && end.StatusCode == StatusCode.Cancelled)
        {
            Interlocked.Decrement(ref open);
        }
    }

    private static Func<Task> Amend(Bench bench, OpenCall watched) => () => bench.Stack.Send<Envelope>(
        new AmendEnvelopeRequest
        {
            Name = watched.Envelope,
            Amount = new Google.Type.Money { CurrencyCode = "EUR", Units = 910_000_000 },
            Reason = "Plus d'argent.",
            Deliberation = "2026-12",
            DeliberationDate = new Google.Type.Date { Year = 2026, Month = 1, Day = 1 },
        });

    private static Func<Task> Rename(Bench bench, OpenCall watched) => () => bench.Stack.Send<Call>(
        new UpdateCallRequest { Call = new() { Name = watched.Name, Summary = "Un autre résumé." } });

    private static double Resident(Bench bench) => Memory.Resident(bench, "applications") + Memory.Resident(bench, "funding");

    // A server allows a hundred streams on a connection.
    private static GrpcChannel Many(Uri address) => GrpcChannel.ForAddress(address, new()
    {
        HttpHandler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true },
    });

    private static async Task Until(Func<bool> holds, string what)
    {
        var deadline = DateTime.UtcNow + Patience;
        while (!holds())
        {
            if (DateTime.UtcNow > deadline)
                throw new TimeoutException($"Waited in vain for {what}.");
            await Task.Delay(5);
        }
    }
}

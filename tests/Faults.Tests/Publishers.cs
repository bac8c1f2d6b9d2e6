using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using ProjetK.Applications.V1;
using ProjetK.Testing.Scenarios;

namespace ProjetK.FaultTests;

/// <summary>Clients that prepare and publish calls, one after another, while something breaks: each publication is an
/// event for two services.</summary>
internal sealed class Publishers : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60), Breath = TimeSpan.FromMilliseconds(100),
        Pace = TimeSpan.FromMilliseconds(20);
    private readonly CancellationTokenSource ending = new();
    private readonly ConcurrentBag<(DateTime Time, RpcException Refusal)> refusals = [];
    private readonly ConcurrentBag<string> published = [];
    private readonly Stack stack;
    private readonly Task work;
    private int answers;

    private Publishers(Stack stack, int clients)
    {
        this.stack = stack;
        work = Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(Work)));
    }

    /// <summary>Ids of the calls of whose publication a client has heard.</summary>
    public IReadOnlyCollection<string> Published => published;

    public IReadOnlyCollection<(DateTime Time, RpcException Refusal)> Refusals => refusals;

    /// <summary>How many calls were answered as wanted.</summary>
    public int Answers => answers;

    public static Publishers Start(Stack stack, int clients = 4) => new(stack, clients);

    /// <summary>Waits until so many more were published.</summary>
    public Task More(int count)
    {
        var wanted = published.Count + count;
        return Eventually.Get(
            () => Task.FromResult(published.Count), now => now >= wanted, "more publications", Patience);
    }

    /// <summary>Lets the clients finish what they have begun.</summary>
    public async Task End()
    {
        await ending.CancelAsync();
        await work;
    }

    public async ValueTask DisposeAsync()
    {
        await End();
        ending.Dispose();
    }

    private async Task Work()
    {
        while (!ending.IsCancellationRequested)
        {
            var id = $"c{Guid.NewGuid():N}"[..20];
            var request = Guid.NewGuid().ToString();
            await Insist(new CreateCallRequest { CallId = id, Call = Call(), RequestId = request });
            await Insist(new PublishCallRequest { Name = $"calls/{id}", RequestId = request });
            published.Add(id);
            // People are slower than programs: some hundred writes a second are load enough.
            await Task.Delay(Pace);
        }
    }

    /// <summary>The same request until it is answered, as a careful client does.</summary>
    private async Task Insist(IMessage request)
    {
        var deadline = DateTime.UtcNow + Patience;
        while (true)
            try
            {
                await stack.SendOnce<Call>(request);
                Interlocked.Increment(ref answers);
                return;
            }
            catch (RpcException refusal) when (DateTime.UtcNow < deadline)
            {
                refusals.Add((DateTime.UtcNow, refusal));
                await Task.Delay(Breath);
            }
    }

    /// <summary>A call by the deck's dates.</summary>
    public static Call Call() => new()
    {
        Title = "Appel à coopération",
        LegalNotices = Round.Notices,
        IntentOpenTime = Timestamp.FromDateTimeOffset(Deck.IntentOpen),
        IntentDeadlineTime = Timestamp.FromDateTimeOffset(Deck.IntentDeadline),
        EngagementDeadlineTime = Timestamp.FromDateTimeOffset(Deck.EngagementDeadline),
    };
}

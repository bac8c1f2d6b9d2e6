using Grpc.Core;
using Event = ProjetK.Applications.V1.WatchCallResponse.EventOneofCase;

namespace ProjetK.Applications.Tests;

/// <summary>Somebody without an account who watches a call through the gateway.</summary>
internal sealed class Watcher : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly AsyncServerStreamingCall<V1.WatchCallResponse> stream;

    private Watcher(AsyncServerStreamingCall<V1.WatchCallResponse> stream) => this.stream = stream;

    /// <summary>The token of the last message.</summary>
    public string Token { get; private set; } = "";

    public static Watcher Of(Stack stack, string call, string token = "") => new(
        new V1.CallService.CallServiceClient(stack.Grpc).WatchCall(new() { Name = call, ResumeToken = token }));

    /// <summary>The next message, whatever it is.</summary>
    public async Task<V1.WatchCallResponse> Next()
    {
        using var limit = new CancellationTokenSource(Patience);
        Assert.True(await stream.ResponseStream.MoveNext(limit.Token), "The stream ended as if all were told.");
        Token = stream.ResponseStream.Current.ResumeToken;
        return stream.ResponseStream.Current;
    }

    /// <summary>The next message but heartbeats.</summary>
    public async Task<V1.WatchCallResponse> News()
    {
        while (true)
            if (await Next() is { EventCase: not Event.Heartbeat } news)
                return news;
    }

    /// <summary>The next message of a kind.</summary>
    public async Task<V1.WatchCallResponse> News(Event kind)
    {
        while (true)
            if (await News() is var news && news.EventCase == kind)
                return news;
    }

    public void Dispose() => stream.Dispose();
}

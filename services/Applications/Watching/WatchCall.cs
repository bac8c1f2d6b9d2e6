namespace ProjetK.Applications;

internal sealed partial class CallService
{
    private const int MissedAtOnce = 100;

    public override Task WatchCall(
        V1.WatchCallRequest request, IServerStreamWriter<V1.WatchCallResponse> responses, ServerCallContext context) =>
        BrokenStreams.Run(context, () => Watch(request, responses, context));

    private async Task Watch(
        V1.WatchCallRequest request, IServerStreamWriter<V1.WatchCallResponse> responses, ServerCallContext context)
    {
        var cancellation = context.CancellationToken;
        var call = await CallTable.Get(
            database, ResourceName.ParseOne(Pattern, request.Name), context.GetCaller(), cancellation);
        var view = await GetView(call, cancellation);
        var sequence = request.ResumeToken == "" ? view.Sequence : ResumeToken.Read(request.ResumeToken, call.Id);
        if (sequence > view.Sequence)
            throw CommonErrors.InvalidField("resume_token", "must be one that came with this call.");
        var watched = feed.Join(call.Id, view.Sequence);
        try
        {
            // At once, also where there is nothing to tell: whoever calls knows that they are heard.
            if (request.ResumeToken == "")
                await responses.WriteAsync(await Snapshot(call, view, cancellation), cancellation);
            else if (sequence == view.Sequence)
                await responses.WriteAsync(Heartbeat(call.Id, sequence), cancellation);
            while (true)
                sequence = await Tell(watched, sequence, responses, cancellation);
        }
        finally
        {
            feed.Leave(watched);
        }
    }

    /// <summary>Sends what there is after a number, or waits for it; gives the number of the last that was
    /// sent.</summary>
    private async Task<long> Tell(
        WatchedCall watched, long sequence, IServerStreamWriter<V1.WatchCallResponse> responses,
        CancellationToken cancellation)
    {
        var next = watched.Next;
        var news = watched.After(sequence) ?? await ReadMissed(watched.Call, sequence, cancellation);
        foreach (var one in news)
        {
            await responses.WriteAsync(one.Message, cancellation);
            sequence = one.Sequence;
        }
        if (news.Count > 0)
            return sequence;
        await next.WaitAsync(cancellation);
        if (watched.After(sequence) is { Count: 0 })
            await responses.WriteAsync(Heartbeat(watched.Call, sequence), cancellation);
        return sequence;
    }

    /// <summary>The next news that are not held in memory; refused when they are not kept any more.</summary>
    private async Task<IReadOnlyList<News>> ReadMissed(string call, long sequence, CancellationToken cancellation)
    {
        var news = await CallViewTable.Read(database, [call], [sequence], MissedAtOnce, cancellation);
        return news.Count > 0 && news[0].Sequence == sequence + 1 ? news : throw CallErrors.ResumeTokenExpired();
    }

    private static V1.WatchCallResponse Heartbeat(string call, long sequence) =>
        new() { ResumeToken = ResumeToken.Of(call, sequence), Heartbeat = new() };

    private async Task<CallView> GetView(Call call, CancellationToken cancellation)
    {
        while (true)
        {
            if (await CallViewTable.Find(database, call.Id, cancellation) is { } view)
                return view;
            await WriteCallNews.Write(database, call.Id, cancellation);
        }
    }

    /// <summary>Everything as of the view, so that the news after it neither repeat nor lack anything.</summary>
    private async Task<V1.WatchCallResponse> Snapshot(Call call, CallView view, CancellationToken cancellation)
    {
        var told = await ApplicationTable.ListPublic(database, view.Announced.Keys, cancellation);
        return new()
        {
            ResumeToken = ResumeToken.Of(call.Id, view.Sequence),
            Snapshot = new()
            {
                Call = call.ToProto(database.Now),
                Counts = view.State.ToProto(),
                Decisions = { await PublicApplications.Show(database, told, cancellation) },
            },
        };
    }
}

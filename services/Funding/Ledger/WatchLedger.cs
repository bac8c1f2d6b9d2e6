namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    private const string EntryPattern = "envelopes/{envelope}/entries/{entry}", Everything = "envelopes/-";
    private const int EntriesAtOnce = 200;

    public override Task WatchLedger(
        V1.WatchLedgerRequest request, IServerStreamWriter<V1.WatchLedgerResponse> responses,
        ServerCallContext context) => BrokenStreams.Run(context, () => Watch(request, responses, context));

    private async Task Watch(
        V1.WatchLedgerRequest request, IServerStreamWriter<V1.WatchLedgerResponse> responses,
        ServerCallContext context)
    {
        var (after, only) = ReadWatch(request);
        var (all, cancellation) = (KnowsAll(context.GetCaller()), context.CancellationToken);
        await RequireEntries(after, only, all, cancellation);
        feed.Join();
        try
        {
            for (var isBeat = true; ;)
            {
                var next = feed.Next;
                // Without a heartbeat for what is hidden: nobody is to learn when a choice is made.
                if (!await TellNew(after, only, all, responses, cancellation) && isBeat)
                    await responses.WriteAsync(new() { Heartbeat = new() }, cancellation);
                isBeat = await next.WaitAsync(cancellation);
            }
        }
        finally
        {
            feed.Leave();
        }
    }

    /// <summary>Tells what was written since; true when there was something.</summary>
    private async Task<bool> TellNew(
        Dictionary<string, long> after, IReadOnlyCollection<string>? only, bool all,
        IServerStreamWriter<V1.WatchLedgerResponse> responses, CancellationToken cancellation)
    {
        var told = false;
        foreach (var (envelope, end) in await LedgerTable.FindEnds(database, only, all, cancellation))
            while (after.GetValueOrDefault(envelope) is var last && last < end)
            {
                foreach (var entry in await LedgerTable.ListBetween(
                    database, envelope, last, Math.Min(end, last + EntriesAtOnce), cancellation))
                {
                    await responses.WriteAsync(new() { Entry = entry.ToProto() }, cancellation);
                    after[envelope] = entry.Entry.Sequence;
                }
                told = true;
                if (after.GetValueOrDefault(envelope) == last)
                    throw new InvalidOperationException($"The ledger of envelopes/{envelope} has a gap after {last}.");
            }
        return told;
    }

    /// <summary>Refuses to go on after an entry that the caller cannot have seen.</summary>
    private async Task RequireEntries(
        Dictionary<string, long> after, IReadOnlyCollection<string>? only, bool all, CancellationToken cancellation)
    {
        var ends = (await LedgerTable.FindEnds(database, only, all, cancellation)).ToDictionary();
        if (only?.FirstOrDefault(envelope => !ends.ContainsKey(envelope)) is { } missing)
            throw CommonErrors.NotFound($"envelopes/{missing}");
        if (after.Any(entry => !ends.TryGetValue(entry.Key, out var end) || entry.Value > end))
            throw CommonErrors.InvalidField("after_entry", "must name entries that there are.");
    }

    private static (Dictionary<string, long> After, IReadOnlyCollection<string>? Only) ReadWatch(
        V1.WatchLedgerRequest request)
    {
        var violations = new Violations();
        var after = new Dictionary<string, long>();
        foreach (var name in request.AfterEntry)
            violations.Require(
                ResourceName.TryParse(EntryPattern, name, out var ids)
                    && long.TryParse(
                        ids[1], System.Globalization.NumberStyles.None,
                        System.Globalization.CultureInfo.InvariantCulture, out var sequence)
                    && after.TryAdd(ids[0], sequence),
                "after_entry", $"must look like {EntryPattern}, at most one of an envelope.");
        var envelope = request.Envelope == Everything
            ? null
            : violations.OptionalId("envelopes/{envelope}", request.Envelope, "envelope");
        violations.Require(
            envelope is null || after.Keys.All(one => one == envelope), "after_entry", "must be of that envelope.");
        violations.ThrowIfAny();
        return (after, envelope is not null ? [envelope]
            : request.Envelope.Length == 0 && after.Count > 0 ? [.. after.Keys]
            : null);
    }
}

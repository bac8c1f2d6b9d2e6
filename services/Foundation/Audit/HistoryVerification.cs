using System.Runtime.CompilerServices;

namespace ProjetK.Foundation;

/// <summary>What can be wrong with a line of a history; numbered as on the wire.</summary>
internal enum HistoryFlaw { Changed = 1, MissingBefore = 2, Unlinked = 3, WrongEnd = 4, WrongPerson = 5 }

/// <summary>The first line that is not as it was written; its sequence is 0 when a whole chain is gone.</summary>
internal sealed record BrokenLine(string Resource, long Sequence, HistoryFlaw Flaw);

/// <summary>Recomputes the chains of a service's history, one line in memory at a time, up to the first flaw.</summary>
internal sealed class HistoryVerification
{
    private StoredLine? last;

    /// <summary>Lines read so far.</summary>
    public long LineCount { get; private set; }

    /// <summary>Resources whose lines were read so far.</summary>
    public long ResourceCount { get; private set; }

    /// <summary>Null when everything is whole.</summary>
    public BrokenLine? FirstBroken { get; private set; }

    /// <summary>True when everything is read.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Checks one resource, or with null all of them; gives the same verification after each slice, with what
    /// it knows by then. A slice is read in one snapshot: what is appended meanwhile fits the ends read
    /// before.</summary>
    public static async IAsyncEnumerable<HistoryVerification> Of(
        Database database, string? resource, int slice, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var verification = new HistoryVerification();
        while (true)
        {
            var before = verification.LineCount;
            await HistoryTable.Scan(
                database, resource, (verification.last?.Resource ?? "", verification.last?.Sequence ?? 0), slice,
                verification.Accept, cancellation);
            if (verification.FirstBroken is not null || verification.LineCount - before < slice)
                break;
            yield return verification;
        }
        verification.End();
        if (await HistoryTable.FindEmptyChain(database, resource, cancellation) is { } empty)
            verification.Keep(new(empty, 0, HistoryFlaw.WrongEnd));
        verification.IsComplete = true;
        yield return verification;
    }

    /// <summary>Takes the next line, in the order of resource and sequence; false once something is broken.</summary>
    private bool Accept(StoredLine line)
    {
        if (last?.Resource != line.Resource)
        {
            End();
            (last, ResourceCount) = (null, ResourceCount + 1);
        }
        if (FirstBroken is null && FlawOf(line) is { } flaw)
            FirstBroken = new(line.Resource, line.Sequence, flaw);
        (last, LineCount) = (line, LineCount + 1);
        return FirstBroken is null;
    }

    private HistoryFlaw? FlawOf(StoredLine line) => line switch
    {
        _ when line.Sequence != (last?.Sequence ?? 0) + 1 => HistoryFlaw.MissingBefore,
        _ when !line.PreviousHash.AsSpan().SequenceEqual(last?.Hash ?? HistoryChain.NoHash) => HistoryFlaw.Unlinked,
        { IsUnambiguous: false } => HistoryFlaw.Changed,
        _ when !line.Hash.AsSpan().SequenceEqual(HistoryChain.HashOf(line)) => HistoryFlaw.Changed,
        { LeadsToItsPerson: false } => HistoryFlaw.WrongPerson,
        _ => null,
    };

    /// <summary>The last line of a resource must be the one at which its chain stands.</summary>
    private void End()
    {
        if (last is { } end && FirstBroken is null
            && !(end.Head is { } head && head.Sequence == end.Sequence && head.Hash.AsSpan().SequenceEqual(end.Hash)))
            FirstBroken = new(end.Resource, end.Sequence, HistoryFlaw.WrongEnd);
    }

    private void Keep(BrokenLine other)
    {
        if (FirstBroken is null || string.CompareOrdinal(other.Resource, FirstBroken.Resource) < 0)
            FirstBroken = other;
    }
}

using System.Text.RegularExpressions;

namespace ProjetK.Foundation;

public sealed partial class Transaction
{
    private readonly string action;
    private readonly List<HistoryRecord> records = [];
    private bool writes;
    private (string Action, Caller Caller)? origin;

    /// <summary>Writes a line into the history of a resource such as <c>applications/{id}</c> when the transaction
    /// commits: from which state to which (null where there is none), and the names of what changed, never their
    /// values. Who, when and by which action is known.</summary>
    public void Record(string resource, string? fromState, string? toState, params IEnumerable<string> fields)
    {
        QuietSpan.Wake();
        var (by, who) = origin ?? (action, Caller);
        records.Add(new(resource, fromState, toState, [.. fields], by, who));
    }

    /// <summary>Records what is written meanwhile as another action of somebody else: it happened before, and this
    /// transaction only writes it down.</summary>
    public void RecordAs(Caller caller, string action, Action write)
    {
        origin = (action, caller);
        write();
        origin = null;
    }

    /// <summary>Refuses to go on to the commit when something was written and nothing recorded: that is a
    /// bug.</summary>
    internal void RequireRecord()
    {
        if (writes && records.Count == 0)
            throw new InvalidOperationException($"{action} writes, but records nothing in the history.");
    }

    /// <summary>A query that writes gives the rows that it wrote.</summary>
    private void TrackWrite(string sql, int rows) => writes |= rows > 0 && WritingVerb().IsMatch(sql);

    /// <summary>Also within <c>WITH … AS (INSERT …)</c>; <c>FOR UPDATE</c> writes nothing.</summary>
    [GeneratedRegex(@"(?<!\bFOR\s+(?:NO\s+KEY\s+)?)\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM|MERGE\s+INTO)\s+\w")]
    private static partial Regex WritingVerb();

    /// <summary>To be sent last, and in one order by all transactions: the heads of the chains stay locked until the
    /// commit.</summary>
    private IEnumerable<Statement> History() => records
        .OrderBy(record => record.Resource, StringComparer.Ordinal)
        .Select(record => HistoryTable.Append(record, Now));
}

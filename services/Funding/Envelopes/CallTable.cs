using Npgsql;

namespace ProjetK.Funding;

/// <summary>The table <c>calls</c>: which envelope a call draws on, and whether it is published.</summary>
internal static class CallTable
{
    /// <summary>Makes calls draw on an envelope; true when one of them is already published. Whoever publishes one of
    /// them meanwhile waits.</summary>
    public static async Task<bool> Claim(Transaction transaction, Vote vote)
    {
        var (published, taken) = await Claim(transaction, vote.Id, vote.Calls, "calls.envelope IS NULL");
        if (taken is null)
            return published;
        throw await EnvelopeTable.Exists(transaction, vote.Id)
            ? Errors.EnvelopeTaken(vote.Id)
            : Errors.CallTaken(taken);
    }

    /// <summary>Makes further calls draw on an envelope; true when one of them is already published.</summary>
    public static async Task<bool> ClaimFurther(
        Transaction transaction, string envelope, IReadOnlyList<string> calls)
    {
        var (published, taken) = await Claim(
            transaction, envelope, calls, "coalesce(calls.envelope, EXCLUDED.envelope) = EXCLUDED.envelope");
        return taken is null ? published : throw Errors.CallTaken(taken);
    }

    /// <summary>Remembers that a call is published; gives the envelope it draws on, if it has one yet.</summary>
    public static Task<string?> Publish(Transaction transaction, string call, DateTimeOffset publishTime)
    {
        transaction.Record($"calls/{call}", null, null, "publish_time");
        return transaction.QueryOne("""
            INSERT INTO calls (id, publish_time) VALUES ($1, $2)
            ON CONFLICT (id) DO UPDATE SET publish_time = LEAST(calls.publish_time, EXCLUDED.publish_time)
            RETURNING envelope
            """, ReadEnvelope, call, publishTime);
    }

    /// <summary>Remembers when decisions of a call were last announced; whoever releases a grant of it meanwhile
    /// waits.</summary>
    public static void Announce(Transaction transaction, string call, DateTimeOffset announceTime)
    {
        transaction.Add("""
            INSERT INTO calls (id, announce_time) VALUES ($1, $2)
            ON CONFLICT (id) DO UPDATE SET announce_time = GREATEST(calls.announce_time, EXCLUDED.announce_time)
            """, call, announceTime);
        transaction.Record($"calls/{call}", null, null, "announce_time");
    }

    /// <summary>When decisions of a call were last announced, kept from changing until the commit; null before the first
    /// time.</summary>
    public static Task<DateTimeOffset?> LockAnnouncement(Transaction transaction, string call) =>
        transaction.QueryOne("""
            INSERT INTO calls (id) VALUES ($1)
            ON CONFLICT (id) DO UPDATE SET announce_time = calls.announce_time RETURNING announce_time
            """, row => row.IsDBNull(0) ? (DateTimeOffset?)null : row.GetFieldValue<DateTimeOffset>(0), call);

    /// <summary>Whether one of the calls is published, and one that could not be had.</summary>
    private static async Task<(bool Published, string? Taken)> Claim(
        Transaction transaction, string envelope, IReadOnlyList<string> calls, string condition)
    {
        if (calls.Count == 0)
            return (false, null);
        var claimed = await transaction.Query($"""
            INSERT INTO calls (id, envelope) SELECT c.id, $2 FROM unnest($1::text[]) AS c (id) ORDER BY c.id
            ON CONFLICT (id) DO UPDATE SET envelope = EXCLUDED.envelope WHERE {condition}
            RETURNING id, publish_time IS NOT NULL
            """, ReadClaimed, calls.ToArray(), envelope);
        foreach (var (call, _) in claimed)
            transaction.Record($"calls/{call}", null, null, "envelope");
        return (
            claimed.Exists(call => call.Published), calls.Except(claimed.Select(call => call.Id)).FirstOrDefault());
    }

    private static string? ReadEnvelope(NpgsqlDataReader row) => row.IsDBNull(0) ? null : row.GetString(0);

    private static (string Id, bool Published) ReadClaimed(NpgsqlDataReader row) =>
        (row.GetString(0), row.GetBoolean(1));
}

using Npgsql;

namespace ProjetK.Funding;

/// <summary>The table <c>calls</c>: which envelope a call draws on, and whether it is published.</summary>
internal static class CallTable
{
    /// <summary>Makes calls draw on an envelope; true when one of them is already published. Whoever publishes one of
    /// them meanwhile waits.</summary>
    public static async Task<bool> Claim(Transaction transaction, Vote vote)
    {
        if (vote.Calls.Count == 0)
            return false;
        var claimed = await transaction.Query("""
            INSERT INTO calls (id, envelope) SELECT c.id, $2 FROM unnest($1::text[]) AS c (id) ORDER BY c.id
            ON CONFLICT (id) DO UPDATE SET envelope = EXCLUDED.envelope WHERE calls.envelope IS NULL
            RETURNING id, publish_time IS NOT NULL
            """, ReadClaimed, vote.Calls.ToArray(), vote.Id);
        foreach (var (call, _) in claimed)
            transaction.Record($"calls/{call}", null, null, "envelope");
        if (claimed.Count == vote.Calls.Count)
            return claimed.Exists(call => call.Published);
        if (await EnvelopeTable.Exists(transaction, vote.Id))
            throw Errors.EnvelopeTaken(vote.Id);
        throw Errors.CallTaken(vote.Calls.Except(claimed.Select(call => call.Id)).First());
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

    private static string? ReadEnvelope(NpgsqlDataReader row) => row.IsDBNull(0) ? null : row.GetString(0);

    private static (string Id, bool Published) ReadClaimed(NpgsqlDataReader row) =>
        (row.GetString(0), row.GetBoolean(1));
}

using System.Text.Json;
using Npgsql;

namespace ProjetK.Foundation;

/// <summary>The tables in which dead letters wait and in which it stands why one was given up.</summary>
internal static class DeadLetterTable
{
    private const string Columns = """
        message_id, queue, type, reason, failure, fail_time, headers::text, body, traceparent, delivery_count
        """;

    /// <summary>Takes dead letters in, all or none; a copy of a failure that is known changes nothing, another failure
    /// of the same message counts. Gives those that are news.</summary>
    public static async Task<IReadOnlySet<DeadLetter>> Keep(
        NpgsqlDataSource dataSource, IEnumerable<DeadLetter> letters, CancellationToken cancellation)
    {
        // In one order everywhere: another replica may have copies of the same ones.
        var ordered = letters.OrderBy(letter => letter.MessageId).ToList();
        await using var batch = dataSource.CreateBatch();
        foreach (var letter in ordered)
            batch.BatchCommands.Add(Keep(letter).ToCommand());
        var news = new HashSet<DeadLetter>(ReferenceEqualityComparer.Instance);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        foreach (var letter in ordered)
        {
            if (await reader.ReadAsync(cancellation))
                news.Add(letter);
            await reader.NextResultAsync(cancellation);
        }
        return news;
    }

    /// <summary>How many wait for an operator.</summary>
    public static async Task<long> Count(NpgsqlDataSource dataSource, CancellationToken cancellation)
    {
        await using var command = dataSource.CreateCommand(
            "SELECT count(*) FROM dead_letters WHERE settle_time IS NULL");
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    public static Task<List<DeadLetter>> List(Database database, Page page, CancellationToken cancellation)
    {
        var where = new Where().And("settle_time IS NULL")
            .After(
            page.After<DateTimeOffset, Guid, string>(), "(fail_time, message_id, queue) < ({0}, {1}, {2})");
        return database.Query($"""
            SELECT {Columns} FROM dead_letters {where}
            ORDER BY fail_time DESC, message_id DESC, queue DESC LIMIT {where.Parameter(page.Limit)}
            """, Read, cancellation, where.Parameters);
    }

    public static Task<DeadLetter?> Find(
        Database database, Guid messageId, string queue, CancellationToken cancellation) => database.QueryOne(
        $"SELECT {Columns} FROM dead_letters WHERE message_id = $1 AND queue = $2 AND settle_time IS NULL",
        Read, cancellation, messageId, queue);

    public static Task<DeadLetter?> Lock(Transaction transaction, Guid messageId, string queue) => transaction.QueryOne(
        $"SELECT {Columns} FROM dead_letters WHERE message_id = $1 AND queue = $2 AND settle_time IS NULL FOR UPDATE",
        Read, messageId, queue);

    /// <summary>Takes it off the list.</summary>
    public static void Settle(Transaction transaction, DeadLetter letter, string name, string outcome)
    {
        transaction.Add(
            "UPDATE dead_letters SET outcome = $3, settle_time = now() WHERE message_id = $1 AND queue = $2",
            letter.MessageId, letter.Queue, outcome);
        transaction.Record(name, "WAITING", outcome);
    }

    /// <summary>Writes down why it was given up; by whom, its history says.</summary>
    public static void KeepReason(Transaction transaction, DeadLetter letter, string reason) => transaction.Add("""
        INSERT INTO discarded_messages (message_id, queue, type, reason, discard_time) VALUES ($1, $2, $3, $4, $5)
        """, letter.MessageId, letter.Queue, letter.Type, reason, transaction.Now);

    private static Statement Keep(DeadLetter letter) => new("""
        INSERT INTO dead_letters (
            message_id, queue, type, reason, failure, fail_time, headers, body, traceparent)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (message_id, queue) DO UPDATE SET
            type = excluded.type, reason = excluded.reason, failure = excluded.failure,
            fail_time = excluded.fail_time, headers = excluded.headers, body = excluded.body,
            traceparent = excluded.traceparent, delivery_count = dead_letters.delivery_count + 1,
            outcome = NULL, settle_time = NULL
        WHERE dead_letters.failure <> excluded.failure
        RETURNING true
        """,
        letter.MessageId, letter.Queue, letter.Type, letter.Reason, letter.Failure, letter.FailTime,
        Statement.Json(JsonSerializer.Serialize(letter.Headers)), letter.Body, letter.TraceParent);

    private static DeadLetter Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4),
        row.GetFieldValue<DateTimeOffset>(5),
        JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(6))!,
        row.GetFieldValue<byte[]>(7), row.IsDBNull(8) ? null : row.GetString(8), row.GetInt32(9));
}

using Google.Protobuf;

namespace ProjetK.Applications;

/// <summary>What the public knows of calls, and the news by which it learned that. Whoever adds news holds the row of the
/// view, so that they are numbered in the order in which they are committed.</summary>
internal static class CallViewTable
{
    /// <summary>So many of a call's news are kept.</summary>
    public const int Kept = 1_000;

    private const string Columns = "call_id, version, phase, counts, told, announced, sequence";

    /// <summary>The view of a call, kept from others' changes until the commit; null while there is none.</summary>
    public static Task<CallView?> Lock(Transaction transaction, string call) => transaction.QueryOne(
        $"SELECT {Columns} FROM call_views WHERE call_id = $1 FOR UPDATE", reader => Read(new(reader)), call);

    /// <summary>The view of a call; null while there is none.</summary>
    public static Task<CallView?> Find(Database database, string call, CancellationToken cancellation) =>
        database.QueryOne(
            $"SELECT {Columns} FROM call_views WHERE call_id = $1", reader => Read(new(reader)), cancellation, call);

    /// <summary>Begins a view, unless somebody else does at this moment.</summary>
    public static void Begin(Transaction transaction, CallView view) => transaction.Add(
        $"{Sql.Insert("call_views", Columns)} ON CONFLICT DO NOTHING", Values(view));

    /// <summary>Queues a view and the news that led to it.</summary>
    public static void Save(Transaction transaction, CallView view, IReadOnlyList<V1.WatchCallResponse> news)
    {
        transaction.Add(Sql.Upsert("call_views", Columns), Values(view));
        for (var i = 0; i < news.Count; i++)
            transaction.Add(
                "INSERT INTO call_news (call_id, sequence, message) VALUES ($1, $2, $3)",
                view.Call, view.Sequence - news.Count + i + 1, news[i].ToByteArray());
        transaction.Add(
            "DELETE FROM call_news WHERE call_id = $1 AND sequence <= $2", view.Call, view.Sequence - Kept);
    }

    /// <summary>The next news of some calls, each after a number.</summary>
    public static Task<List<News>> Read(
        Database database, string[] calls, long[] after, int limit, CancellationToken cancellation) =>
        database.Query("""
            SELECT news.call_id, news.sequence, news.message
            FROM unnest($1::text[], $2::bigint[]) AS watched (call_id, after)
            JOIN call_news AS news ON news.call_id = watched.call_id AND news.sequence > watched.after
            ORDER BY news.call_id, news.sequence LIMIT $3
            """, reader => new News(
                reader.GetString(0), reader.GetInt64(1),
                V1.WatchCallResponse.Parser.ParseFrom(reader.GetFieldValue<byte[]>(2))),
            cancellation, calls, after, limit);

    private static object?[] Values(CallView view) =>
    [
        view.Call, view.State.Version, view.State.Phase, Sql.Json(view.State.Counts), view.State.Told,
        Sql.Json(view.Announced), view.Sequence,
    ];

    private static CallView Read(Row row) => new(
        row.Next<string>(),
        new(row.Next<long>(), row.Next<string>(), row.NextJson<Dictionary<string, int>>()!, row.Next<string>()),
        row.NextJson<Dictionary<Guid, DateTimeOffset>>()!,
        row.Next<long>());
}

/// <summary>One of the news of a call.</summary>
internal sealed record News(string Call, long Sequence, V1.WatchCallResponse Message);

namespace ProjetK.Applications;

/// <summary>Owns the table of what subscribers are told.</summary>
internal static class SubscriberNewsTable
{
    /// <summary>Queues news. Where letters can be sent as soon as a call is published, that is not told again.</summary>
    public static void Insert(Transaction transaction, Call call, SubscriberNewsKind kind)
    {
        Insert(transaction, call.Id, kind, done: false);
        if (kind == SubscriberNewsKind.Published && call.IntentOpenTime <= transaction.Now)
            Insert(transaction, call.Id, SubscriberNewsKind.IntentsOpen, done: true);
    }

    /// <summary>Writes down of which calls letters of intent can be sent now; once for each.</summary>
    public static async Task<bool> WriteOpened(Transaction transaction)
    {
        var opened = await transaction.Query("""
            INSERT INTO subscriber_news (id, call_id, kind, create_time)
            SELECT gen_random_uuid(), id, 'INTENTS_OPEN', $1 FROM calls
            WHERE publish_time IS NOT NULL AND close_time IS NULL AND intent_open_time <= $1
                AND intent_deadline_time > $1
                AND NOT EXISTS (
                    SELECT FROM subscriber_news WHERE call_id = calls.id AND kind = 'INTENTS_OPEN')
            ON CONFLICT DO NOTHING RETURNING call_id
            """, row => row.GetString(0), transaction.Now);
        foreach (var call in opened)
            transaction.Record($"calls/{call}", null, null, "subscriber_news");
        return opened.Count > 0;
    }

    /// <summary>The oldest news that somebody has still to be told, kept from other replicas until the commit.</summary>
    public static Task<SubscriberNews?> Take(Transaction transaction) => transaction.QueryOne("""
        SELECT id, call_id, kind, after_id FROM subscriber_news WHERE done_time IS NULL
        ORDER BY create_time, id LIMIT 1 FOR UPDATE SKIP LOCKED
        """, reader =>
        {
            var row = new Row(reader);
            return new SubscriberNews(
                row.Next<Guid>(), row.Next<string>(), EnumText.Parse<SubscriberNewsKind>(row.Next<string>()),
                row.NextOrNull<Guid?>());
        });

    /// <summary>Queues how far it was told; to everybody when <paramref name="after"/> is null.</summary>
    public static void Told(Transaction transaction, SubscriberNews news, Guid? after)
    {
        transaction.Add(
            "UPDATE subscriber_news SET after_id = COALESCE($2, after_id), done_time = $3 WHERE id = $1",
            news.Id, after, after is null ? transaction.Now : null);
        transaction.Record("services/applications", null, null, "subscriber_news");
    }

    private static void Insert(Transaction transaction, string call, SubscriberNewsKind kind, bool done) =>
        transaction.Add("""
            INSERT INTO subscriber_news (id, call_id, kind, create_time, done_time) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT DO NOTHING
            """, Guid.CreateVersion7(), call, EnumText.Of(kind), transaction.Now, done ? transaction.Now : null);
}

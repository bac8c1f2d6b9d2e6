namespace ProjetK.Applications;

internal static partial class ApplicationTable
{
    // A deadline that is being extended must be seen.
    private const string LapseLocks = "FOR UPDATE OF applications SKIP LOCKED FOR SHARE OF calls SKIP LOCKED";

    /// <summary>Some applications that lapsed and of which that is not written down yet. None does before a deadline of
    /// its call has passed: those of other calls are not looked at.</summary>
    public static Task<List<Guid>> FindLapsed(Database database, CancellationToken cancellation) => database.Query(
        $"""
        SELECT applications.id FROM {Joined}
        WHERE (calls.close_time IS NOT NULL OR $1 >= {CallTable.IntentEnd} OR $1 >= {CallTable.EngagementEnd})
            AND {Lapsed("$1")}
        ORDER BY applications.id LIMIT 100
        """, reader => reader.GetGuid(0), cancellation, database.Now);

    /// <summary>An application that lapsed, as it is written down, kept from others' changes; null when it is being
    /// changed or was meanwhile.</summary>
    public static Task<Application?> LockLapsed(Transaction transaction, Guid id) => transaction.QueryOne(
        $"{Select} WHERE applications.id = $2 AND {Lapsed("$1")} {LapseLocks}",
        reader => Read(new(reader)), transaction.Now, id);

    /// <summary>Applications that have to send something and whose call's deadline for it is on one of the days so many
    /// days from now; those with a deadline of their own, whenever that is.</summary>
    public static Task<List<Application>> ListDueIn(
        Database database, IEnumerable<int> days, CancellationToken cancellation)
    {
        var now = database.Now;
        return database.Query($"""
            SELECT {Whole} FROM {Joined}
            CROSS JOIN LATERAL (SELECT CASE applications.state
                WHEN 'DRAFT' THEN calls.intent_deadline_time
                WHEN 'PREPARATION' THEN calls.engagement_deadline_time
                WHEN 'ENGAGEMENT_SUBMITTED' THEN calls.deliberation_deadline_time END AS time) AS deadline
            WHERE applications.state IN ('DRAFT', 'PREPARATION', 'ENGAGEMENT_SUBMITTED')
                AND (applications.own_deadlines <> '{"{}"}' OR EXISTS (
                    SELECT FROM unnest($2::integer[]) AS before (days)
                    WHERE $1 >= deadline.time - before.days * interval '24 hours'
                        AND $1 < deadline.time - (before.days - 1) * interval '24 hours'))
            """, reader => Read(new(reader)).At(now), cancellation, now, days.ToArray());
    }
}

namespace ProjetK.Applications;

internal static partial class ApplicationTable
{
    /// <summary>Only what was submitted once has a reference.</summary>
    private const string IsPublic = "applications.reference IS NOT NULL";

    /// <summary>Those of these applications that are public.</summary>
    public static Task<List<Application>> ListPublic(
        Database database, IEnumerable<Guid> ids, CancellationToken cancellation)
    {
        var now = database.Now;
        return database.Query(
            $"SELECT {Short} FROM {Joined} WHERE applications.id = ANY ($1) AND {IsPublic} ORDER BY reference",
            reader => Read(new(reader)).At(now), cancellation, ids.ToArray());
    }

    /// <summary>Public applications, the latest reference first.</summary>
    public static Task<List<Application>> ListPublic(
        Database database, string? call, string? commune, string? pattern, Page page, CancellationToken cancellation)
    {
        var now = database.Now;
        var where = new Where().And(IsPublic)
            .If(call, "applications.call_id = {0}")
            .If(commune, OfCommunes("ARRAY[{0}]"))
            .If(pattern, "search_text LIKE {0}")
            .If(page.After<string>(), "applications.reference < {0}");
        return database.Query($"""
            SELECT {Short} FROM {Joined} {where}
            ORDER BY applications.reference DESC LIMIT {where.Parameter(page.Limit)}
            """, reader => Read(new(reader)).At(now), cancellation, where.Parameters);
    }

    /// <summary>How many applications of a call stand where, for somebody who sees all.</summary>
    public static Task<List<V1.CallStatistics.Types.StateCount>> CountStates(
        Database database, string call, CancellationToken cancellation) =>
        database.Query($"""
            SELECT {Seen("$2", "true")} AS state, count(*)::integer FROM {Joined} WHERE applications.call_id = $1
            GROUP BY 1
            """, reader => new V1.CallStatistics.Types.StateCount
        {
            State = (V1.Application.Types.State)(int)EnumText.Parse<ApplicationState>(reader.GetString(0)),
            Applications = reader.GetInt32(1),
        }, cancellation, call, database.Now);

    /// <summary>Some calls of which the public knows something else than is written down of them.</summary>
    public static Task<List<string>> FindNews(Database database, CancellationToken cancellation) => database.Query($"""
        SELECT calls.id
        FROM calls CROSS JOIN LATERAL ({Present}) AS present LEFT JOIN call_views AS view ON view.call_id = calls.id
        WHERE calls.publish_time IS NOT NULL
            AND (view.version, view.phase, view.counts, view.told)
                IS DISTINCT FROM (calls.version, {CallTable.Phase}, present.counts, present.told)
        ORDER BY calls.id LIMIT 100
        """, reader => reader.GetString(0), cancellation, database.Now);

    /// <summary>What the public knows of a call now.</summary>
    public static async Task<(Call Call, PublicState State)> GetPublicState(Transaction transaction, string call) =>
        await transaction.QueryOne($"""
            SELECT {Sql.Of("calls", CallTable.Columns)}, calls.version, {CallTable.Phase}, present.counts, present.told
            FROM calls CROSS JOIN LATERAL ({Present}) AS present WHERE calls.id = $2
            """, reader =>
            {
                var row = new Row(reader);
                return (CallTable.Read(row), new PublicState(
                    row.Next<long>(), row.Next<string>(), row.NextJson<Dictionary<string, int>>()!,
                    row.Next<string>()));
            }, transaction.Now, call);

    /// <summary>The public applications of a call on which something was decided.</summary>
    public static Task<List<Application>> ListAnnounced(Transaction transaction, string call) => transaction.Query(
        $"SELECT {Short} FROM {Joined} WHERE applications.call_id = $1 AND {IsPublic} AND decision IS NOT NULL",
        reader => Read(new(reader)).At(transaction.Now), call);

    // The counts by phase of a call's public applications, and how many decisions were announced until when; $1 is now.
    private static readonly string Present = $"""
        SELECT COALESCE(jsonb_object_agg(phase, number), '{"{}"}'::jsonb) AS counts,
            COALESCE(sum(announcements), 0) || ' ' || COALESCE(max(latest), '') AS told
        FROM (
            SELECT {Seen("$1", "false")} AS phase, count(*) AS number,
                count(applications.decision ->> 'AnnounceTime') AS announcements,
                max(applications.decision ->> 'AnnounceTime') AS latest
            FROM applications WHERE applications.call_id = calls.id AND {IsPublic}
            GROUP BY 1) AS phases
        """;
}

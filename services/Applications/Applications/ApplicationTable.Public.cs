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
}

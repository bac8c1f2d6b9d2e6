namespace ProjetK.Ecosystem;

/// <summary>Owns the table of cooperations.</summary>
internal static class CooperationTable
{
    private const string Columns = "application_id, territory_id, call, start_time, open_time, end_time";

    /// <summary>The latest cooperation of a territory that has started; null when there is none.</summary>
    public static Task<Cooperation?> Find(Database database, Guid territory, CancellationToken cancellation) =>
        database.QueryOne(
            $"""
            SELECT {Columns} FROM cooperations WHERE territory_id = $1 AND start_time IS NOT NULL
            ORDER BY start_time DESC LIMIT 1
            """, reader => Read(new(reader)), cancellation, territory);

    /// <summary>The cooperations of a call that have started and did not end early, the first first, as far as their
    /// territories are the caller's.</summary>
    public static Task<List<Cooperation>> OfCall(
        Database database, string call, Reach reach, CancellationToken cancellation) => database.Query(
            $"""
            SELECT {Sql.Of("cooperations", Columns)}
            FROM cooperations JOIN territories ON territories.id = cooperations.territory_id
            WHERE cooperations.call = $1 AND start_time IS NOT NULL AND end_time IS NULL
              AND {TerritoryTable.VisibleTo("$2", "$3")}
            ORDER BY start_time, cooperations.application_id
            """, reader => Read(new(reader)), cancellation, call, reach.Communes, reach.Person);

    /// <summary>What was heard of a cooperation so far; nobody else hears of it until the commit. The lock is on the id
    /// because the first event finds no row to lock.</summary>
    public static async Task<Cooperation> Lock(Transaction transaction, Guid application, Guid territory, string call)
    {
        await transaction.QueryOne(
            "SELECT pg_advisory_xact_lock(hashtextextended('cooperations/' || $1::text, 0))", _ => true, application);
        return await transaction.QueryOne(
            $"SELECT {Columns} FROM cooperations WHERE application_id = $1", reader => Read(new(reader)), application)
            ?? Cooperation.Unheard(application, territory, call);
    }

    public static void Save(Transaction transaction, Cooperation before, Cooperation cooperation)
    {
        if (cooperation == before)
            return;
        transaction.Add(
            Sql.Upsert("cooperations", Columns), cooperation.Application, cooperation.Territory, cooperation.Call,
            cooperation.StartTime, cooperation.OpenTime, cooperation.EndTime);
        transaction.Record(
            Territory.NameOf(cooperation.Territory), null, null, Changes.Between(before, cooperation));
    }

    private static Cooperation Read(Row row) => new(
        row.Next<Guid>(), row.Next<Guid>(), row.Next<string>(), row.NextOrNull<DateTimeOffset?>(),
        row.NextOrNull<DateTimeOffset?>(), row.NextOrNull<DateTimeOffset?>());
}

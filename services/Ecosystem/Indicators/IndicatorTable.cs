namespace ProjetK.Ecosystem;

/// <summary>Owns the table of indicators.</summary>
internal static class IndicatorTable
{
    private const string Columns = """
        id, territory_id, indicator, title, year, value, unit, method, baseline, source, create_time, update_time,
        version
        """;

    private const string Earlier = """
        (SELECT earlier.value FROM indicators AS earlier
         WHERE earlier.territory_id = indicators.territory_id AND earlier.indicator = indicators.indicator
           AND earlier.year < indicators.year
         ORDER BY earlier.year DESC LIMIT 1)
        """;

    // What everybody reads: a report that was sent after the measure was recorded is accepted.
    private const string IsReported = """
        EXISTS (SELECT FROM reports WHERE reports.territory_id = indicators.territory_id
            AND reports.state = 'ACCEPTED' AND reports.submit_time >= indicators.update_time)
        """;

    /// <summary>The measure of a territory's indicator and year, kept from others' corrections; the lock is on the
    /// territory, which the caller has.</summary>
    public static Task<Indicator?> Find(Transaction transaction, Guid territory, string indicator, int year) =>
        transaction.QueryOne(
            $"""
            SELECT {Columns}, {Earlier} FROM indicators WHERE territory_id = $1 AND indicator = $2 AND year = $3
            """, reader => Read(new(reader)), territory, indicator, year);

    /// <summary>The latest measure of an earlier year.</summary>
    public static Task<decimal?> FindEarlier(Transaction transaction, Indicator indicator) => transaction.QueryOne(
        """
        SELECT value FROM indicators WHERE territory_id = $1 AND indicator = $2 AND year < $3
        ORDER BY year DESC LIMIT 1
        """, row => (decimal?)row.GetDecimal(0), indicator.Territory, indicator.Measured, indicator.Year);

    public static Task<List<Indicator>> List(
        Database database, Guid? territory, string? indicator, Reach reach, Page page, CancellationToken cancellation)
    {
        var where = new Where().If(territory, "territory_id = {0}").If(indicator, "indicator = {0}");
        if (reach.Communes is not null)
            where.And($$"""
                {{IsReported}} OR EXISTS (SELECT FROM territories
                    WHERE territories.id = indicators.territory_id AND {{TerritoryTable.VisibleTo("{0}", "{1}")}})
                """, reach.Communes, reach.Person);
        where.After(page.After<string, Guid, int>(), "(indicator, territory_id, year) > ({0}, {1}, {2})");
        return database.Query(
            $"""
            SELECT {Columns}, {Earlier} FROM indicators {where}
            ORDER BY indicator, territory_id, year LIMIT {where.Parameter(page.Limit)}
            """, reader => Read(new(reader)), cancellation, where.Parameters);
    }

    /// <summary>The latest measures that everybody reads, of all territories that cooperate in a call; a territory
    /// without any comes with null.</summary>
    public static Task<List<(Guid Territory, Indicator? Measure)>> OfCall(
        Database database, string call, CancellationToken cancellation) => database.Query<(Guid, Indicator?)>(
            $"""
            SELECT cooperations.territory_id, latest.*
            FROM cooperations JOIN territories ON territories.id = cooperations.territory_id
            LEFT JOIN LATERAL (
                SELECT DISTINCT ON (indicator) {Columns}, NULL::numeric AS earlier FROM indicators
                WHERE indicators.territory_id = cooperations.territory_id AND {IsReported}
                ORDER BY indicator, year DESC) AS latest ON true
            WHERE cooperations.call = $1 AND cooperations.start_time IS NOT NULL AND cooperations.end_time IS NULL
            ORDER BY territories.display_name, territories.id
            """, reader => (reader.GetGuid(0), reader.IsDBNull(1) ? null : Read(Behind(reader))), cancellation, call);

    public static void Save(Transaction transaction, Indicator? before, Indicator indicator)
    {
        transaction.Add(
            Sql.Upsert("indicators", Columns), indicator.Id, indicator.Territory, indicator.Measured, indicator.Title,
            indicator.Year, indicator.Value, indicator.Unit, indicator.Method, indicator.Baseline, indicator.Source,
            indicator.CreateTime, indicator.UpdateTime, indicator.Version);
        transaction.Record(
            indicator.Name, null, null, Changes.Between(before, indicator, nameof(Indicator.Earlier)));
    }

    private static Row Behind(Npgsql.NpgsqlDataReader reader)
    {
        var row = new Row(reader);
        row.Next<Guid>();
        return row;
    }

    private static Indicator Read(Row row) => new(
        row.Next<Guid>(), row.Next<Guid>(), row.Next<string>(), row.Next<string>(), row.Next<int>(),
        row.Next<decimal>(), row.Next<string>(), row.Next<string>(), row.NextOrNull<decimal?>(), row.Next<string>(),
        row.Next<DateTimeOffset>(), row.Next<DateTimeOffset>(), row.Next<long>())
    {
        Earlier = row.NextOrNull<decimal?>(),
    };
}

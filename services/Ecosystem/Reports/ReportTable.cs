namespace ProjetK.Ecosystem;

/// <summary>Owns the table of reports.</summary>
internal static class ReportTable
{
    private const string Columns = """
        id, territory_id, year, application_id, state, due_time, summary, achievements, difficulties, next_steps,
        requested_changes, waiver_author, waiver_reason, waiver_time, submit_time, accept_time, announce_time,
        update_time, version
        """;

    /// <summary>SQL that is true for the reports of the caller's territories, and for those that everybody
    /// reads.</summary>
    private static string VisibleTo(string communes, string person) => $"""
        (reports.state = 'ACCEPTED' OR {communes}::text[] IS NULL OR EXISTS (
            SELECT FROM territories
            WHERE territories.id = reports.territory_id AND {TerritoryTable.VisibleTo(communes, person)}))
        """;

    public static Task<Report?> Find(
        Database database, Guid territory, int year, Reach reach, CancellationToken cancellation) => database.QueryOne(
            $"SELECT {Columns} FROM reports WHERE territory_id = $1 AND year = $2 AND {VisibleTo("$3", "$4")}",
            reader => Read(new(reader)), cancellation, territory, year, reach.Communes, reach.Person);

    /// <summary>Locks a report of the caller's.</summary>
    public static async Task<Report?> Lock(Transaction transaction, Guid territory, int year)
    {
        var reach = Ownership.Of(transaction.Caller);
        return await transaction.QueryOne($"""
            SELECT {Columns} FROM reports
            WHERE territory_id = $1 AND year = $2 AND ($3::text[] IS NULL OR EXISTS (
                SELECT FROM territories WHERE territories.id = $1 AND {TerritoryTable.VisibleTo("$3", "$4")}))
            FOR UPDATE
            """, reader => Read(new(reader)), territory, year, reach.Communes, reach.Person);
    }

    public static Task<List<Report>> List(
        Database database, Guid? territory, string? state, Reach reach, Page page, CancellationToken cancellation)
    {
        var where = new Where().If(territory, "territory_id = {0}").If(state, "state = {0}");
        if (reach.Communes is not null)
            where.And(VisibleTo("{0}", "{1}"), reach.Communes, reach.Person);
        where.After(page.After<DateTimeOffset, Guid>(), "(due_time, id) > ({0}, {1})");
        return database.Query(
            $"SELECT {Columns} FROM reports {where} ORDER BY due_time, id LIMIT {where.Parameter(page.Limit)}",
            reader => Read(new(reader)), cancellation, where.Parameters);
    }

    /// <summary>Adds a report that a cooperation owes. One that an earlier cooperation of the territory left takes its
    /// place: only the latest is supported.</summary>
    public static async Task Plan(Transaction transaction, Report report)
    {
        var earlier = await transaction.QueryOne(
            $"SELECT {Columns} FROM reports WHERE territory_id = $1 AND year = $2 FOR UPDATE",
            reader => Read(new(reader)), report.Territory, report.Year);
        if (earlier?.Application == report.Application)
            return;
        if (earlier is not null)
            DocumentStore.DeleteAll(transaction, earlier.Name);
        Save(transaction, earlier, earlier is null
            ? report
            : report with { Id = earlier.Id, Version = earlier.Version + 1 });
    }

    /// <summary>Reports of which it is time to tell that they are due.</summary>
    public static Task<List<(Guid Territory, int Year)>> ToAnnounce(
        Database database, TimeSpan notice, CancellationToken cancellation) => database.Query("""
            SELECT reports.territory_id, year
            FROM reports JOIN cooperations ON cooperations.application_id = reports.application_id
            WHERE announce_time IS NULL AND state IN ('DUE', 'CHANGES_REQUESTED') AND due_time <= $1
              AND end_time IS NULL
            ORDER BY due_time LIMIT 1000
            """, row => (row.GetGuid(0), row.GetInt32(1)), cancellation, database.Now + notice);

    /// <summary>Reports that somebody asked to do without.</summary>
    public static Task<List<Report>> LockWaivedBy(Transaction transaction, string author) => transaction.Query(
        $"SELECT {Columns} FROM reports WHERE waiver_author = $1 ORDER BY id FOR UPDATE",
        reader => Read(new(reader)), author);

    /// <summary>Saves a report, a new one when there is none before, and tells of what the others wait for.</summary>
    public static void Save(Transaction transaction, Report? before, Report report)
    {
        transaction.Add(Sql.Upsert("reports", Columns), Values(report));
        transaction.Record(
            report.Name, before is null ? null : EnumText.Of(before.State), EnumText.Of(report.State),
            Changes.Between(before, report, nameof(Report.State)));
        if (report.State is ReportState.Accepted or ReportState.Waived && before?.State != report.State)
            transaction.Announce(new Events.ReportAccepted(
                report.Territory, report.Application, report.Year, report.State == ReportState.Waived,
                report.AcceptTime!.Value, report.Version));
    }

    private static object?[] Values(Report report) =>
    [
        report.Id, report.Territory, report.Year, report.Application, EnumText.Of(report.State), report.DueTime,
        report.Content.Summary, report.Content.Achievements, report.Content.Difficulties, report.Content.NextSteps,
        report.RequestedChanges, report.Waiver?.Author, report.Waiver?.Reason, report.Waiver?.Time, report.SubmitTime,
        report.AcceptTime, report.AnnounceTime, report.UpdateTime, report.Version,
    ];

    private static Report Read(Row row) => new(
        row.Next<Guid>(), row.Next<Guid>(), row.Next<int>(), row.Next<Guid>(),
        EnumText.Parse<ReportState>(row.Next<string>()), row.Next<DateTimeOffset>(),
        new(row.Next<string>(), row.Next<string>(), row.Next<string>(), row.Next<string>()), row.Next<string>(),
        ReadWaiver(row), row.NextOrNull<DateTimeOffset?>(), row.NextOrNull<DateTimeOffset?>(),
        row.NextOrNull<DateTimeOffset?>(), row.Next<DateTimeOffset>(), row.Next<long>());

    private static Waiver? ReadWaiver(Row row)
    {
        var (author, reason, time) =
            (row.NextOrNull<string>(), row.NextOrNull<string>(), row.NextOrNull<DateTimeOffset?>());
        return reason is null ? null : new(author, reason, time!.Value);
    }
}

namespace ProjetK.Ecosystem;

/// <summary>Owns the table of actions.</summary>
internal static class ActionTable
{
    private const string Columns = """
        id, territory_id, display_name, idea, site_id, lead_actor, partners, state, description, start_date, end_date,
        land_override_reason, create_time, update_time, version
        """;

    public static Task<TerritoryAction?> Find(
        Database database, Guid territory, Guid id, CancellationToken cancellation) => database.QueryOne(
            $"SELECT {Columns} FROM actions WHERE id = $1 AND territory_id = $2",
            reader => Read(new(reader)), cancellation, id, territory);

    public static Task<TerritoryAction?> Lock(Transaction transaction, Guid territory, Guid id) =>
        transaction.QueryOne(
            $"SELECT {Columns} FROM actions WHERE id = $1 AND territory_id = $2 FOR UPDATE",
            reader => Read(new(reader)), id, territory);

    /// <summary>The actions in which an actor takes part.</summary>
    public static Task<List<TerritoryAction>> LockOf(Transaction transaction, Guid actor) => transaction.Query(
        $"""
        SELECT {Columns} FROM actions WHERE lead_actor = $1 OR partners @> ARRAY[$1] ORDER BY id FOR UPDATE
        """, reader => Read(new(reader)), actor);

    public static Task<List<TerritoryAction>> List(
        Database database, Guid? territory, string? state, string? idea, Page page, CancellationToken cancellation)
    {
        var where = new Where().If(territory, "territory_id = {0}").If(state, "state = {0}").If(idea, "idea = {0}")
            .After(page.After<DateTimeOffset, Guid>(), "(create_time, id) < ({0}, {1})");
        return database.Query(
            $"""
            SELECT {Columns} FROM actions {where}
            ORDER BY create_time DESC, id DESC LIMIT {where.Parameter(page.Limit)}
            """, reader => Read(new(reader)), cancellation, where.Parameters);
    }

    public static void Save(Transaction transaction, TerritoryAction? before, TerritoryAction action)
    {
        transaction.Add(
            Sql.Upsert("actions", Columns), action.Id, action.Territory, action.DisplayName, action.Idea, action.Site,
            action.LeadActor, action.Partners.ToArray(), EnumText.Of(action.State), action.Description,
            action.StartDate, action.EndDate, action.LandOverrideReason, action.CreateTime, action.UpdateTime,
            action.Version);
        transaction.Record(
            action.Name, before is null ? null : EnumText.Of(before.State), EnumText.Of(action.State),
            Changes.Between(before, action, nameof(TerritoryAction.State)));
    }

    private static TerritoryAction Read(Row row) => new(
        row.Next<Guid>(), row.Next<Guid>(), row.Next<string>(), row.Next<string>(), row.NextOrNull<Guid?>(),
        row.NextOrNull<Guid?>(), [.. row.Next<Guid[]>()], EnumText.Parse<ActionState>(row.Next<string>()),
        row.Next<string>(), row.NextOrNull<DateOnly?>(), row.NextOrNull<DateOnly?>(), row.Next<string>(),
        row.Next<DateTimeOffset>(), row.Next<DateTimeOffset>(), row.Next<long>());
}

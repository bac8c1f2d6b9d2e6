namespace ProjetK.Ecosystem;

/// <summary>Owns the table of sites.</summary>
internal static class SiteTable
{
    private const string Columns = """
        id, territory_id, display_name, land, address, latitude, longitude, area_square_meters, owner, condition,
        services, central, create_time, update_time, version
        """;

    private static readonly string Select = $"""
        SELECT {Sql.Of("sites", Columns)}, territories.communes
        FROM sites JOIN territories ON territories.id = sites.territory_id
        """;

    /// <summary>A site and the communes of its territory.</summary>
    public static Task<(Site Site, string[] Communes)?> Find(
        Database database, Guid territory, Guid id, CancellationToken cancellation) =>
        database.QueryOne<(Site, string[])?>(
            $"{Select} WHERE sites.id = $1 AND sites.territory_id = $2",
            reader => ReadBoth(new(reader)), cancellation, id, territory);

    public static Task<Site?> Lock(Transaction transaction, Guid territory, Guid id) => transaction.QueryOne(
        $"SELECT {Columns} FROM sites WHERE id = $1 AND territory_id = $2 FOR UPDATE",
        reader => Read(new(reader)), id, territory);

    /// <summary>A site that an action or a drawing names; null when the territory has none of that id.</summary>
    public static Task<Site?> Find(Transaction transaction, Guid territory, Guid id) => transaction.QueryOne(
        $"SELECT {Columns} FROM sites WHERE id = $1 AND territory_id = $2", reader => Read(new(reader)), id, territory);

    public static Task<List<(Site Site, string[] Communes)>> List(
        Database database, Guid territory, string? land, bool central, Page page, CancellationToken cancellation)
    {
        var where = new Where().And("sites.territory_id = {0}", territory).If(land, "land = {0}")
            .After(page.After<DateTimeOffset, Guid>(), "(sites.create_time, sites.id) > ({0}, {1})");
        if (central)
            where.And("central");
        return database.Query(
            $"{Select} {where} ORDER BY sites.create_time, sites.id LIMIT {where.Parameter(page.Limit)}",
            reader => ReadBoth(new(reader)), cancellation, where.Parameters);
    }

    /// <summary>Saves a site, a new one when there is none before.</summary>
    public static void Save(Transaction transaction, Site? before, Site site)
    {
        transaction.Add(Sql.Upsert("sites", Columns), Values(site));
        transaction.Record(site.Name, null, null, Changes.Between(before, site));
    }

    private static object?[] Values(Site site) =>
    [
        site.Id, site.Territory, site.DisplayName, EnumText.Of(site.Land), site.Address, site.Location?.Latitude,
        site.Location?.Longitude, site.AreaSquareMeters, site.Owner, site.Condition,
        site.Services.Select(service => EnumText.Of(service)).ToArray(), site.Central, site.CreateTime,
        site.UpdateTime, site.Version,
    ];

    private static (Site, string[]) ReadBoth(Row row) => (Read(row), row.Next<string[]>());

    private static Site Read(Row row) => new(
        row.Next<Guid>(), row.Next<Guid>(), row.Next<string>(), EnumText.Parse<Land>(row.Next<string>()),
        row.Next<string>(), ReadLocation(row), row.Next<int>(), row.Next<string>(), row.Next<string>(),
        [.. row.Next<string[]>().Select(EnumText.Parse<SiteService>)], row.Next<bool>(), row.Next<DateTimeOffset>(),
        row.Next<DateTimeOffset>(), row.Next<long>());

    private static Location? ReadLocation(Row row) =>
        (row.NextOrNull<double?>(), row.NextOrNull<double?>()) is ({ } latitude, { } longitude)
            ? new(latitude, longitude)
            : null;
}

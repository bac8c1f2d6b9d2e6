using Npgsql;

namespace ProjetK.Ecosystem;

/// <summary>Owns the table of territories.</summary>
internal static class TerritoryTable
{
    private const string Columns = """
        id, display_name, communes, population, profile_values, dynamics, offers, seeks, ambition, stage, call,
        application_id, create_time, update_time, version
        """;

    private const string Upsert = $"""
        INSERT INTO territories ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        ON CONFLICT (id) DO UPDATE SET
            display_name = EXCLUDED.display_name, communes = EXCLUDED.communes, population = EXCLUDED.population,
            profile_values = EXCLUDED.profile_values, dynamics = EXCLUDED.dynamics, offers = EXCLUDED.offers,
            seeks = EXCLUDED.seeks, ambition = EXCLUDED.ambition, stage = EXCLUDED.stage, call = EXCLUDED.call,
            application_id = EXCLUDED.application_id, update_time = EXCLUDED.update_time, version = EXCLUDED.version
        """;

    /// <summary>SQL that is true for the territories of a <see cref="Reach"/>: those in which one of the communes takes
    /// part, all when there is no such bound, and those that the person accompanies.</summary>
    public static string VisibleTo(string communes, string person) => $"""
        ({communes}::text[] IS NULL OR territories.communes && {communes} OR EXISTS (
            SELECT FROM support_members AS supporter
            WHERE supporter.territory_id = territories.id AND supporter.person_id = {person}::uuid))
        """;

    /// <summary>A territory that is the caller's, kept from others' changes; NOT_FOUND for all others.</summary>
    public static async Task<Territory> LockTheirs(Transaction transaction, Guid id)
    {
        var reach = Ownership.Of(transaction.Caller);
        return await transaction.QueryOne(
            $"SELECT {Columns} FROM territories WHERE id = $1 AND {VisibleTo("$2", "$3")} FOR NO KEY UPDATE",
            Read, id, reach.Communes, reach.Person) ?? throw CommonErrors.NotFound(Territory.NameOf(id));
    }

    /// <summary>True when there is such a territory within that reach.</summary>
    public static async Task<bool> Exists(
        Database database, Guid id, Reach reach, CancellationToken cancellation) => await database.QueryOne(
        $"SELECT EXISTS (SELECT FROM territories WHERE id = $1 AND {VisibleTo("$2", "$3")})",
        row => row.GetBoolean(0), cancellation, id, reach.Communes, reach.Person);

    public static Task<Territory?> Find(Database database, Guid id, CancellationToken cancellation) =>
        database.QueryOne($"SELECT {Columns} FROM territories WHERE id = $1", Read, cancellation, id);

    public static Task<Territory?> Lock(Transaction transaction, Guid id) => transaction.QueryOne(
        $"SELECT {Columns} FROM territories WHERE id = $1 FOR NO KEY UPDATE", Read, id);

    public static Task<List<Territory>> List(
        Database database, TerritoryFilter filter, Page page, CancellationToken cancellation)
    {
        var where = new Where().If(filter.Stage, "stage = {0}").If(filter.Commune, "communes @> ARRAY[{0}]")
            .If(filter.Call, "call = {0} AND stage = 'CANDIDATE'")
            .After(page.After<DateTimeOffset, Guid>(), "(create_time, id) < ({0}, {1})");
        return database.Query(
            $"""
            SELECT {Columns} FROM territories {where}
            ORDER BY create_time DESC, id DESC LIMIT {where.Parameter(page.Limit)}
            """, Read, cancellation, where.Parameters);
    }

    /// <summary>Saves a territory, a new one when there is none before.</summary>
    public static void Save(Transaction transaction, Territory? before, Territory territory)
    {
        transaction.Add(Upsert, Parameters(territory));
        transaction.Record(
            territory.Name, before is null ? null : EnumText.Of(before.Stage), EnumText.Of(territory.Stage),
            Changes.Between(before, territory, nameof(Territory.Stage)));
    }

    private static object?[] Parameters(Territory territory) =>
    [
        territory.Id, territory.DisplayName, territory.Communes.ToArray(), territory.Population,
        territory.Profile.Values.ToArray(), territory.Profile.Dynamics.ToArray(), territory.Profile.Offers.ToArray(),
        territory.Profile.Seeks.ToArray(), territory.Profile.Ambition, EnumText.Of(territory.Stage), territory.Call,
        territory.Application, territory.CreateTime, territory.UpdateTime, territory.Version,
    ];

    private static Territory Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetFieldValue<string[]>(2), row.GetInt32(3),
        new(row.GetFieldValue<string[]>(4), row.GetFieldValue<string[]>(5), row.GetFieldValue<string[]>(6),
            row.GetFieldValue<string[]>(7), row.GetString(8)),
        EnumText.Parse<Stage>(row.GetString(9)), row.IsDBNull(10) ? null : row.GetString(10),
        row.IsDBNull(11) ? null : row.GetGuid(11), row.GetFieldValue<DateTimeOffset>(12),
        row.GetFieldValue<DateTimeOffset>(13), row.GetInt64(14));
}

/// <summary>Which territories a list shows; null for all.</summary>
internal sealed record TerritoryFilter(string? Stage, string? Commune, string? Call);

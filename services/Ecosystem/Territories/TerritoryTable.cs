using Npgsql;

namespace ProjetK.Ecosystem;

/// <summary>Owns the table of territories.</summary>
internal static class TerritoryTable
{
    private const string Columns = """
        id, display_name, communes, population, profile_values, dynamics, offers, seeks, ambition, stage, call,
        application_id, create_time, update_time, version
        """;

    private static readonly string Upsert = Sql.Upsert("territories", Columns);

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

    /// <summary>The same, among other things that are read.</summary>
    public static List<Territory> Find(Reading reading, Guid id) =>
        reading.Query($"SELECT {Columns} FROM territories WHERE id = $1", Read, id);

    public static Task<Territory?> Find(Transaction transaction, Guid id) => transaction.QueryOne(
        $"SELECT {Columns} FROM territories WHERE id = $1", Read, id);

    /// <summary>Everybody who could cooperate: all but those that sleep.</summary>
    public static async Task<IReadOnlyCollection<MatchProfile>> Profiles(
        Database database, CancellationToken cancellation) =>
        (await database.Query(
            $"SELECT {Columns} FROM territories WHERE stage <> 'DORMANT'", Read, cancellation))
        .ConvertAll(territory => territory.ToMatchProfile());

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

    private static Territory Read(NpgsqlDataReader reader)
    {
        var row = new Row(reader);
        return new(
            row.Next<Guid>(), row.Next<string>(), row.Next<string[]>(), row.Next<int>(),
            new(row.Next<string[]>(), row.Next<string[]>(), row.Next<string[]>(), row.Next<string[]>(),
                row.Next<string>()),
            EnumText.Parse<Stage>(row.Next<string>()), row.NextOrNull<string>(), row.NextOrNull<Guid?>(),
            row.Next<DateTimeOffset>(), row.Next<DateTimeOffset>(), row.Next<long>());
    }
}

/// <summary>Which territories a list shows; null for all.</summary>
internal sealed record TerritoryFilter(string? Stage, string? Commune, string? Call);

using Npgsql;

namespace ProjetK.Applications;

/// <summary>The communes in PostgreSQL.</summary>
internal static class CommuneTable
{
    private const string Columns = """
        communes.code, communes.name, communes.department, communes.municipale, communes.totale, communes.vintage,
        communes.epci_code, communes.epci_name, communes.postal_codes, communes.siren, communes.latitude,
        communes.longitude, coalesce(perimeter.status, 'OUT'), communes.sort_name
        """;

    private const string From = "FROM communes LEFT JOIN perimeter ON perimeter.commune = communes.code";

    // The figures of one census year in place of the current ones; $2 is the year, null for the current ones.
    private const string SelectOfYear = """
        SELECT communes.code, communes.name, communes.department,
            CASE WHEN year.vintage IS NULL THEN communes.municipale ELSE populations.municipale END,
            CASE WHEN year.vintage IS NULL THEN communes.totale ELSE populations.totale END,
            coalesce(year.vintage, communes.vintage), communes.epci_code, communes.epci_name, communes.postal_codes,
            communes.siren, communes.latitude, communes.longitude, coalesce(perimeter.status, 'OUT')
        FROM communes
            CROSS JOIN (SELECT $2::integer AS vintage) AS year
            LEFT JOIN populations ON populations.commune = communes.code AND populations.vintage = year.vintage
            LEFT JOIN perimeter ON perimeter.commune = communes.code
        WHERE communes.code = ANY ($1) AND communes.is_current
        ORDER BY communes.code
        """;

    /// <summary>The current commune with that INSEE code, or null.</summary>
    public static Task<Commune?> Find(Database database, string code, CancellationToken cancellation) =>
        database.QueryOne(
            $"SELECT {Columns} {From} WHERE communes.code = $1 AND communes.is_current", Read, cancellation, code);

    /// <summary>The current communes among those INSEE codes, with the figures of that census year (null: the latest),
    /// by code.</summary>
    public static Task<List<Commune>> Find(
        Database database, IEnumerable<string> codes, int? vintage, CancellationToken cancellation) =>
        database.Query(SelectOfYear, Read, cancellation, codes.ToArray(), vintage);

    /// <summary>Like the other, within a transaction.</summary>
    public static Task<List<Commune>> Find(Transaction transaction, IEnumerable<string> codes, int? vintage) =>
        transaction.Query(SelectOfYear, Read, codes.ToArray(), vintage);

    /// <summary>Refuses INSEE codes of no current commune.</summary>
    public static async Task CheckExist(Transaction transaction, IReadOnlyList<string> codes, string field)
    {
        if (codes.Count == 0)
            return;
        var found = await transaction.Query(
            "SELECT code FROM communes WHERE code = ANY ($1) AND is_current", row => row.GetString(0),
            [codes.ToArray()]);
        if (codes.Except(found).ToArray() is { Length: > 0 } unknown)
            throw CommuneErrors.CommuneUnknown(unknown, field);
    }

    /// <summary>The census year of the latest figures.</summary>
    public static Task<int> FindVintage(Transaction transaction) => transaction.QueryOne(
        "SELECT vintage FROM reference_data WHERE name = 'communes'", row => row.GetInt32(0));

    /// <summary>Current communes as asked for: names that start with the query first, then by name and code.</summary>
    public static Task<List<FoundCommune>> List(
        Database database, CommuneFilter filter, Page page, CancellationToken cancellation)
    {
        var (where, rank) = filter.ToSql();
        where.After(
            page.After<int, string, string>(),
            $"{rank} >= {{0}} AND ({rank} > {{0}} OR (communes.sort_name, communes.code) > ({{1}}, {{2}}))");
        return database.Query($"""
            SELECT {Columns}, {rank} AS rank {From} {where}
            ORDER BY rank, communes.sort_name, communes.code
            LIMIT {where.Parameter(page.Limit)}
            """, row => new FoundCommune(Read(row), row.GetInt32(14), row.GetString(13)), cancellation,
            where.Parameters);
    }

    private static Commune Read(NpgsqlDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.GetString(2),
        row.IsDBNull(3) ? null : row.GetInt32(3),
        row.IsDBNull(4) ? null : row.GetInt32(4),
        row.GetInt32(5),
        row.IsDBNull(6) ? null : new(row.GetString(6), row.GetString(7)),
        row.GetFieldValue<string[]>(8),
        row.IsDBNull(9) ? null : row.GetString(9),
        row.IsDBNull(10) ? null : new(row.GetDouble(10), row.GetDouble(11)),
        row.GetString(12) switch
        {
            "IN" => PerimeterStatus.In,
            "OUT" => PerimeterStatus.Out,
            "TO_BE_CONFIRMED" => PerimeterStatus.ToBeConfirmed,
            var status => throw new InvalidOperationException($"Unknown perimeter status {status}."),
        });
}

/// <summary>A commune with what decides its place in a list.</summary>
internal sealed record FoundCommune(Commune Commune, int Rank, string SortName);

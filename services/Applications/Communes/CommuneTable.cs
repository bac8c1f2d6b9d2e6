using Npgsql;

namespace ProjetK.Applications;

/// <summary>The communes in PostgreSQL.</summary>
internal static partial class CommuneTable
{
    private const string Columns = """
        communes.code, communes.name, communes.department, communes.municipale, communes.totale, communes.vintage,
        """ + Details;

    // A merged commune lies where its successor lies.
    private const string Details = """
        communes.epci_code, communes.epci_name, communes.postal_codes, communes.siren, communes.latitude,
        communes.longitude, coalesce(perimeter.status, 'OUT'), communes.successor,
        (SELECT heir.name FROM communes AS heir WHERE heir.code = communes.successor), communes.valid_to_date,
        ARRAY(SELECT part.code FROM communes AS part WHERE part.successor = communes.code ORDER BY part.code)
        """;

    private const string WithPerimeter =
        "LEFT JOIN perimeter ON perimeter.commune = coalesce(communes.successor, communes.code)";

    // The figures of one census year in place of the latest ones; $2 is the year, null for the latest. For a year whose
    // figures do not count a merged commune with its successor, they are added; one that is not known makes the sum
    // unknown.
    private const string FindOfYear = $"""
        SELECT communes.code, communes.name, communes.department,
            CASE WHEN year.vintage IS NULL THEN communes.municipale ELSE figures.municipale END,
            CASE WHEN year.vintage IS NULL THEN communes.totale ELSE figures.totale END,
            coalesce(year.vintage, communes.vintage),
            {Details}
        FROM communes
            CROSS JOIN (SELECT $2::integer AS vintage) AS year
            CROSS JOIN LATERAL (
                SELECT CASE WHEN count(*) = count(populations.municipale) THEN sum(populations.municipale)::integer END
                        AS municipale,
                    CASE WHEN count(*) = count(populations.totale) THEN sum(populations.totale)::integer END AS totale
                FROM communes AS part JOIN populations ON populations.commune = part.code
                WHERE populations.vintage = year.vintage
                    AND (part.code = communes.code
                        OR part.successor = communes.code AND part.merged_vintage > year.vintage)
            ) AS figures
            {WithPerimeter}
        WHERE communes.code = ANY ($1)
            AND (communes.is_current OR communes.successor IS NOT NULL OR year.vintage IS NOT NULL)
        ORDER BY communes.code
        """;

    /// <summary>The communes with those INSEE codes, also those that merged, with the figures of that census year
    /// (null: the latest), by code.</summary>
    public static Task<List<Commune>> Find(
        Database database, IEnumerable<string> codes, int? vintage, CancellationToken cancellation) =>
        database.Query(FindOfYear, Read, cancellation, codes.ToArray(), vintage);

    /// <summary>Like the other, within a transaction.</summary>
    public static Task<List<Commune>> Find(Transaction transaction, IEnumerable<string> codes, int? vintage) =>
        transaction.Query(FindOfYear, Read, codes.ToArray(), vintage);

    /// <summary>Refuses INSEE codes of no commune of today.</summary>
    public static async Task CheckExist(Transaction transaction, IReadOnlyList<string> codes, string field)
    {
        if (codes.Count == 0)
            return;
        var found = await transaction.Query(
            "SELECT code, successor FROM communes WHERE code = ANY ($1) AND (is_current OR successor IS NOT NULL)",
            row => (Code: row.GetString(0), Successor: row.IsDBNull(1) ? null : row.GetString(1)),
            [codes.ToArray()]);
        if (codes.Except(found.Select(one => one.Code)).ToArray() is { Length: > 0 } unknown)
            throw CommuneErrors.CommuneUnknown(unknown, field);
        if (found.Where(one => one.Successor is not null).ToArray() is { Length: > 0 } merged)
            throw CommuneErrors.CommuneSuperseded([.. merged.Select(one => (one.Code, one.Successor!))], field);
    }

    /// <summary>The census year of the latest figures.</summary>
    public static Task<int> FindVintage(Transaction transaction) => transaction.QueryOne(
        "SELECT vintage FROM reference_data WHERE name = 'communes'", row => row.GetInt32(0));

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
        EnumText.Parse<PerimeterStatus>(row.GetString(12)))
    {
        Successor = row.IsDBNull(13) ? null : new(row.GetString(13), row.GetString(14)),
        ValidTo = row.IsDBNull(15) ? null : row.GetFieldValue<DateOnly>(15),
        Predecessors = row.GetFieldValue<string[]>(16),
    };
}

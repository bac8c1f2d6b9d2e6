using Npgsql;

namespace ProjetK.Applications;

internal static partial class CommuneTable
{
    // How well it matches, then whether it is the syndicate's, then its size, as one number: less is better.
    private const string Rank = """
        ((found.rank * 2 + (perimeter.status IS DISTINCT FROM 'IN')::integer)::bigint * 100000000
            - coalesce(communes.municipale, 0))
        """;

    /// <summary>Communes by name and code.</summary>
    public static Task<List<FoundCommune>> List(
        Database database, CommuneFilter filter, Page page, CancellationToken cancellation)
    {
        var where = Add(filter, new()).After(
            page.After<string, string>(), "(communes.sort_name, communes.code) > ({0}, {1})");
        return database.Query($"""
            SELECT {Columns}, NULL, 0::bigint, communes.sort_name
            FROM communes {WithPerimeter} {where}
            ORDER BY communes.sort_name, communes.code LIMIT {where.Parameter(page.Limit)}
            """, ReadFound, cancellation, where.Parameters);
    }

    /// <summary>Communes by how well they match a query; those of the syndicate and the larger ones first.</summary>
    public static Task<List<FoundCommune>> Search(
        Database database, CommuneQuery query, CommuneFilter filter, Page page, CancellationToken cancellation)
    {
        var where = new Where();
        var found = Find(query, where, filter.ShowMerged);
        Add(filter, where).After(
            page.After<long, string, string>(), $"({Rank}, communes.sort_name, communes.code) > ({{0}}, {{1}}, {{2}})");
        return database.Query($"""
            SELECT {Columns}, found.former_name, {Rank}, communes.sort_name
            FROM ({found}) AS found JOIN communes ON communes.code = found.commune {WithPerimeter} {where}
            ORDER BY {Rank}, communes.sort_name, communes.code LIMIT {where.Parameter(page.Limit)}
            """, ReadFound, cancellation, where.Parameters);
    }

    // The communes found, each once, as a table of commune, rank and former_name. The rank: 0 the whole name or the
    // INSEE code, 1 the name without article and saint, 2 the same of a commune that merged into it, 3 a part of the
    // name, 4 a part of a former name.
    private static string Find(CommuneQuery query, Where where, bool showMerged)
    {
        if (query.IsVain)
            return "SELECT '' AS commune, 0 AS rank, '' AS former_name WHERE false";
        var (code, whole) = (where.Parameter(query.Code), where.Parameter(query.Whole));
        var named = showMerged ? "coalesce(former_code, names.commune)" : "names.commune";
        return $"""
            SELECT DISTINCT ON (commune) {named} AS commune,
                CASE
                    WHEN former_code IS NOT NULL THEN
                        CASE WHEN former_code = {code} OR whole = {whole} OR bare = {whole} THEN 2 ELSE 4 END
                    WHEN names.commune = {code} OR whole = {whole} THEN 0
                    WHEN bare = {whole} THEN 1
                    ELSE 3
                END AS rank, coalesce(former_name, former_code) AS former_name
            FROM commune_names AS names
            WHERE words @@ {where.Parameter(query.Lexemes)}::tsquery
            ORDER BY commune, rank, former_name
            """;
    }

    private static Where Add(CommuneFilter filter, Where where)
    {
        where.And(filter.ShowMerged ? "communes.is_current OR communes.successor IS NOT NULL" : "communes.is_current")
            .If(filter.Epci is "" ? null : filter.Epci, "communes.epci_code = {0}")
            .If(filter.Department is "" ? null : filter.Department, "communes.department = {0}")
            .If(filter.MinPopulation == 0 ? null : filter.MinPopulation, "communes.municipale >= {0}")
            .If(filter.MaxPopulation == 0 ? null : filter.MaxPopulation, "communes.municipale <= {0}");
        return filter.Perimeter is { } status ? where.And(InPerimeter(status)) : where;
    }

    // The few communes with a status of their own are looked up first.
    private static string InPerimeter(PerimeterStatus status) => status switch
    {
        PerimeterStatus.In or PerimeterStatus.ToBeConfirmed =>
            $"communes.code IN (SELECT commune FROM perimeter WHERE status = '{EnumText.Of(status)}')",
        PerimeterStatus.Out =>
            "communes.code NOT IN (SELECT commune FROM perimeter WHERE status <> 'OUT')",
    };

    private static FoundCommune ReadFound(NpgsqlDataReader row) =>
        new(Read(row), row.IsDBNull(17) ? null : row.GetString(17), row.GetInt64(18), row.GetString(19));
}

/// <summary>A commune with the former name by which it was found, and by what the list goes on after it.</summary>
internal sealed record FoundCommune(Commune Commune, string? FormerName, long Rank, string SortName);

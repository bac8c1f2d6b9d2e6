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
        var where = filter.AddTo(new()).After(
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
        var found = query.Find(where, filter.ShowMerged);
        filter.AddTo(where).After(
            page.After<long, string, string>(), $"({Rank}, communes.sort_name, communes.code) > ({{0}}, {{1}}, {{2}})");
        return database.Query($"""
            SELECT {Columns}, found.former_name, {Rank}, communes.sort_name
            FROM ({found}) AS found JOIN communes ON communes.code = found.commune {WithPerimeter} {where}
            ORDER BY {Rank}, communes.sort_name, communes.code LIMIT {where.Parameter(page.Limit)}
            """, ReadFound, cancellation, where.Parameters);
    }

    private static FoundCommune ReadFound(NpgsqlDataReader row) =>
        new(Read(row), row.IsDBNull(17) ? null : row.GetString(17), row.GetInt64(18), row.GetString(19));
}

/// <summary>A commune with the former name by which it was found, and by what the list goes on after it.</summary>
internal sealed record FoundCommune(Commune Commune, string? FormerName, long Rank, string SortName);

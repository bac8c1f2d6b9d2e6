using System.Globalization;
using Npgsql;

namespace ProjetK.Applications;

internal static partial class CommuneTable
{
    private const string ByName = "communes.sort_name, communes.code";

    private const string ByMatch = $"""
        found.rank, (perimeter.status IS DISTINCT FROM 'IN')::integer, -coalesce(communes.municipale, 0), {ByName}
        """;

    /// <summary>Communes by name and code.</summary>
    public static Task<List<FoundCommune>> List(
        Database database, CommuneFilter filter, Page page, CancellationToken cancellation)
    {
        var parameters = new Parameters();
        return database.Query($"""
            SELECT {Columns}, NULL, {ByName}
            FROM communes {WithPerimeter}
            WHERE {filter.Where(parameters)} {After(page, ByName, 0, parameters)}
            ORDER BY {ByName}
            LIMIT {parameters.Add(page.Limit)}
            """, row => ReadFound(row, 0), cancellation, parameters.Values);
    }

    /// <summary>Communes by how well they match a query; those of the syndicate and the larger ones first.</summary>
    public static Task<List<FoundCommune>> Search(
        Database database, CommuneQuery query, CommuneFilter filter, Page page, CancellationToken cancellation)
    {
        var parameters = new Parameters();
        return database.Query($"""
            SELECT {Columns}, found.former_name, {ByMatch}
            FROM ({query.Find(parameters, filter.ShowMerged)}) AS found
                JOIN communes ON communes.code = found.commune
                {WithPerimeter}
            WHERE {filter.Where(parameters)} {After(page, ByMatch, 3, parameters)}
            ORDER BY {ByMatch}
            LIMIT {parameters.Add(page.Limit)}
            """, row => ReadFound(row, 3), cancellation, parameters.Values);
    }

    private static string After(Page page, string order, int numbers, Parameters parameters)
    {
        if (page.After is not { } after)
            return "";
        var values = after.Take(numbers).Select(ReadNumber).Concat(after.Skip(numbers))
            .OfType<object>()
            .ToArray();
        return values.Length == numbers + 2
            ? $"AND ({order}) > ({string.Join(", ", values.Select(parameters.Add))})"
            : throw CommonErrors.InvalidField("page_token", "must be the next_page_token of a list.");
    }

    private static object? ReadNumber(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static FoundCommune ReadFound(NpgsqlDataReader row, int numbers)
    {
        var key = Enumerable.Range(18, numbers)
            .Select(column => row.GetInt32(column).ToString(CultureInfo.InvariantCulture));
        return new(
            Read(row), row.IsDBNull(17) ? null : row.GetString(17),
            [.. key, row.GetString(18 + numbers), row.GetString(19 + numbers)]);
    }
}

/// <summary>A commune with the former name by which it was found, and by what the list goes on after it.</summary>
internal sealed record FoundCommune(Commune Commune, string? FormerName, string[] Key);

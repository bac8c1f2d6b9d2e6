using System.Globalization;

namespace ProjetK.FaultTests;

/// <summary>How many rows of each kind there are in the databases.</summary>
internal static class Counts
{
    private static readonly (string Service, string[] Tables)[] Tables =
    [
        ("applications", ["applications", "calls", "dead_letters"]),
        ("funding",
            ["amendments", "calls", "dead_letters", "entries", "envelopes", "grants", "proposals", "transfers"]),
        ("ecosystem", ["actors", "calls", "commitments", "dead_letters", "territories"]),
        ("identity", ["access_requests", "dead_letters", "invitations", "mails", "people"]),
    ];

    public static async Task<Dictionary<string, long>> Read(Stack stack)
    {
        var counts = new Dictionary<string, long>();
        foreach (var (service, tables) in Tables)
        {
            var sql = string.Join(" UNION ALL ", tables
                .Select(table => $"SELECT ARRAY['{service}.{table}', count(*)::text] FROM {table}")
                .Append("SELECT ARRAY['inbox of ' || consumer, count(*)::text] FROM inbox GROUP BY consumer"));
            foreach (var row in await stack.Column<string[]>(service, sql))
                counts[row[0]] = long.Parse(row[1], CultureInfo.InvariantCulture);
        }
        return counts;
    }
}

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
        ("identity", ["access_requests", "dead_letters", "invitations", "outgoing_mails", "people"]),
    ];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60), Calm = TimeSpan.FromSeconds(1);

    /// <summary>Waits until what went before has all its effects: no event is on its way, no money is held for who
    /// gave up, and a second later there are as many rows as before.</summary>
    public static async Task<Dictionary<string, long>> Settle(Stack stack, Broker broker)
    {
        var seen = new Dictionary<string, long>();
        await Eventually.Holds(async () =>
        {
            await stack.Drained(Patience);
            Assert.Equal(0, await broker.CountAll());
            var withdrawn = await stack.Column<Guid>(
                "applications", "SELECT id FROM applications WHERE state = 'WITHDRAWN'");
            Assert.Empty(await stack.Column<Guid>(
                "funding", "SELECT application FROM grants WHERE state = 'RESERVED' AND application = ANY ($1)",
                withdrawn.ToArray()));
            await Task.Delay(Calm);
            (var before, seen) = (seen, await Read(stack));
            Assert.Equal(before, seen);
        }, "calm", Patience);
        return seen;
    }

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

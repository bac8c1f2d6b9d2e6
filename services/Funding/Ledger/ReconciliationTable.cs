namespace ProjetK.Funding;

/// <summary>An account on which envelope, entries and grants do not agree.</summary>
internal sealed record Difference(string Envelope, Account Account, long Balance, long Entries, long? Grants);

/// <summary>Compares the balances of envelopes with their last entries, and with what their grants and instalments add
/// up to.</summary>
internal static class ReconciliationTable
{
    /// <summary>How many accounts of each envelope disagree; nothing where all agree.</summary>
    public static readonly string Count = $"""
        SELECT count(*), envelope FROM ({Compared("true")}) compared WHERE {Differs} GROUP BY envelope
        """;

    private const string Differs =
        "compared.balance <> compared.entries OR compared.grants IS NOT NULL AND compared.balance <> compared.grants";

    /// <summary>The accounts that disagree, of one envelope or of all.</summary>
    public static Task<List<Difference>> Find(
        Database database, string? envelope, CancellationToken cancellation) => database.Query($"""
        SELECT envelope, account, balance, entries, grants
        FROM ({Compared("$1::text IS NULL OR v.id = $1")}) compared WHERE {Differs} ORDER BY envelope, account
        LIMIT 1000
        """, reader =>
        {
            var row = new Row(reader);
            return new Difference(
                row.Next<string>(), EnumText.Parse<Account>(row.Next<string>()), row.Next<long>(), row.Next<long>(),
                row.NextOrNull<long?>());
        }, cancellation, envelope);

    public static Task<long> CountEnvelopes(Database database, string? envelope, CancellationToken cancellation) =>
        database.QueryOne(
            "SELECT count(*) FROM envelopes WHERE $1::text IS NULL OR id = $1", row => row.GetInt64(0), cancellation,
            envelope);

    private static string Compared(string condition) => $"""
        SELECT v.id AS envelope, part.account, part.balance, part.grants,
               coalesce((SELECT e.balance_cents FROM entries e WHERE e.envelope = v.id AND e.account = part.account
                         ORDER BY e.sequence DESC LIMIT 1), 0) AS entries
        FROM envelopes v
        CROSS JOIN LATERAL (
            SELECT coalesce(sum(g.investment_cents + g.operating_years * g.operating_per_year_cents)
                       FILTER (WHERE g.state = 'RESERVED'), 0)::bigint AS reserved
            FROM grants g WHERE g.envelope = v.id) held
        CROSS JOIN LATERAL (
            SELECT coalesce(sum(i.amount_cents) FILTER (WHERE i.state IN ('PLANNED', 'CERTIFIED', 'ORDERED')), 0)::bigint
                       AS committed,
                   coalesce(sum(i.amount_cents - i.recovered_cents) FILTER (WHERE i.state = 'PAID'), 0)::bigint AS paid,
                   coalesce(sum(i.recovered_cents), 0)::bigint AS recovered
            FROM grants g JOIN instalments i ON i.grant_id = g.id WHERE g.envelope = v.id) owed
        CROSS JOIN LATERAL (VALUES
            ('BUDGET', v.budget, NULL::bigint), ('AVAILABLE', v.available, NULL),
            ('RESERVED', v.reserved, held.reserved), ('COMMITTED', v.committed, owed.committed),
            ('PAID', v.paid, owed.paid), ('RECOVERED', v.recovered, owed.recovered)
        ) AS part (account, balance, grants)
        WHERE {condition}
        """;
}

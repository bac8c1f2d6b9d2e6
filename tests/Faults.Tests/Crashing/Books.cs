namespace ProjetK.FaultTests;

/// <summary>Audits an envelope's ledger by plain SQL: every check that docs/ledger.md names, the balances, and what the
/// grants hold.</summary>
internal static class Books
{
    private const string Broken =
        """
        SELECT format('entry %s of %s', sequence, envelope) FROM (
            SELECT e.*, t.reason, t.grant_id, t.create_time, t.effective_date, t.budget_year, t.instalment, t.territory,
                t.beneficiary, t.siret,
                row_number() OVER chain AS number,
                coalesce(lag(e.hash) OVER chain, repeat('0', 64)) AS link,
                sum(e.amount_cents) OVER (PARTITION BY e.account ORDER BY e.sequence) AS running,
                sum(e.amount_cents) OVER (PARTITION BY e.transfer) AS transferred
            FROM entries AS e JOIN transfers AS t ON t.id = e.transfer
            WHERE e.envelope = $1
            WINDOW chain AS (ORDER BY e.sequence)) AS entry
        WHERE sequence <> number OR previous_hash <> link OR balance_cents <> running OR transferred <> 0
            OR hash <> encode(sha256(convert_to(concat_ws(E'\n',
                CASE WHEN effective_date IS NULL THEN 'projetk-ledger-1' ELSE 'projetk-ledger-2' END, previous_hash,
                'envelopes/' || envelope, sequence, transfer, account, amount_cents, balance_cents, reason,
                coalesce('grants/' || grant_id, ''),
                to_char(create_time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                CASE WHEN effective_date IS NOT NULL THEN concat_ws(E'\n',
                    to_char(effective_date, 'YYYY-MM-DD'), budget_year,
                    coalesce('grants/' || grant_id || '/instalments/' || instalment, ''),
                    coalesce('territories/' || territory, ''), coalesce('communes/' || beneficiary, ''),
                    coalesce(siret, '')) END) || E'\n', 'UTF8')), 'hex')
        """;

    private const string Balanced =
        """
        SELECT budget + available + reserved + committed + paid = 0
            AND (budget, available, reserved) = (
                SELECT sum(amount_cents) FILTER (WHERE account = 'BUDGET'),
                    sum(amount_cents) FILTER (WHERE account = 'AVAILABLE'),
                    coalesce(sum(amount_cents) FILTER (WHERE account = 'RESERVED'), 0)
                FROM entries WHERE envelope = $1)
            AND reserved = (
                SELECT coalesce(sum(investment_cents + operating_years * operating_per_year_cents), 0)
                FROM grants WHERE envelope = $1 AND state = 'RESERVED')
            AND (last_sequence, last_hash) = (
                SELECT sequence, hash FROM entries WHERE envelope = $1 ORDER BY sequence DESC LIMIT 1)
            AND NOT EXISTS (
                SELECT FROM grants WHERE envelope = $1
                    AND (investment_cents, operating_per_year_cents, operating_years)
                        <> (population * 8000, population * 2000, 3))
        FROM envelopes WHERE id = $1
        """;

    public static async Task Hold(Stack stack, string envelope)
    {
        Assert.Empty(await stack.Column<string>("funding", Broken, envelope));
        Assert.True(await stack.Value<bool>("funding", Balanced, envelope), $"{envelope} does not balance");
    }
}

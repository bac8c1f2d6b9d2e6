namespace ProjetK.Funding;

/// <summary>The movements of the ledger by budget year.</summary>
internal static class YearMovementTable
{
    /// <summary>The movements of a year, summed up by envelope and territory. The oldest are of the year in which they
    /// were written.</summary>
    public static Task<List<YearMovement>> List(Database database, int year, CancellationToken cancellation) =>
        database.Query("""
            SELECT t.envelope, coalesce(t.territory, g.territory), t.reason, t.from_account, t.to_account,
                   sum(t.amount_cents)::bigint
            FROM transfers t LEFT JOIN grants g ON g.id = t.grant_id
            WHERE t.budget_year = $1
                OR t.budget_year IS NULL AND extract(year FROM t.create_time AT TIME ZONE 'Europe/Paris') = $1
            GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2
            """, reader =>
            {
                var row = new Row(reader);
                return new YearMovement(
                    row.Next<string>(), row.NextOrNull<Guid?>(), EnumText.Parse<TransferReason>(row.Next<string>()),
                    EnumText.Parse<Account>(row.Next<string>()), EnumText.Parse<Account>(row.Next<string>()),
                    row.Next<long>());
            }, cancellation, year);
}

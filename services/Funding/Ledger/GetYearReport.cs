using System.Globalization;

namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    public override async Task<V1.YearReport> GetYearReport(
        V1.GetYearReportRequest request, ServerCallContext context)
    {
        var id = ResourceName.ParseOne("yearReports/{year}", request.Name);
        if (!int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 2000 or > 2999)
            throw CommonErrors.NotFound(request.Name);
        var movements = await YearMovement.List(database, year, context.CancellationToken);
        return new()
        {
            Name = $"yearReports/{year}",
            Totals = YearMovement.Sum(movements),
            Envelopes =
            {
                movements.GroupBy(one => one.Envelope).Select(group => new V1.YearReport.Types.EnvelopeSums
                {
                    Envelope = $"envelopes/{group.Key}",
                    Sums = YearMovement.Sum(group),
                }),
            },
            Territories =
            {
                movements.Where(one => one.Territory is not null).GroupBy(one => one.Territory)
                    .OrderBy(group => group.Key).Select(group => new V1.YearReport.Types.TerritorySums
                    {
                        Territory = $"territories/{group.Key:D}",
                        Sums = YearMovement.Sum(group),
                    }),
            },
            Open = budgetYears.Takes(BudgetYears.DayOf(database.Now), year),
        };
    }
}

/// <summary>What moved in a budget year from one account to another, for one reason.</summary>
internal sealed record YearMovement(
    string Envelope, Guid? Territory, TransferReason Reason, Account From, Account To, long Cents)
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

    public static V1.YearReport.Types.Sums Sum(IEnumerable<YearMovement> movements)
    {
        var list = movements.ToList();
        return new()
        {
            Voted = Moneys.FromCents(list.Sum(one => one.Into(Account.Budget, -1))),
            Reserved = Moneys.FromCents(list.Sum(one =>
                one.Reason is TransferReason.Commitment ? 0 : one.Into(Account.Reserved, 1))),
            Committed = Moneys.FromCents(list.Sum(one =>
                one.Reason is TransferReason.Payment or TransferReason.Return ? 0 : one.Into(Account.Committed, 1))),
            Paid = Moneys.FromCents(list.Sum(one =>
                one.Reason is TransferReason.Recovery ? 0 : one.Into(Account.Paid, 1))),
            Recovered = Moneys.FromCents(list.Sum(one => one.Into(Account.Recovered, 1))),
        };
    }

    private long Into(Account account, int sign) =>
        To == account ? sign * Cents : From == account ? -sign * Cents : 0;
}

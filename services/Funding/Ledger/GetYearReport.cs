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
        var movements = await YearMovementTable.List(database, year, context.CancellationToken);
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

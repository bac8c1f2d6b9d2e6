namespace ProjetK.Applications;

/// <summary>What a population would receive, in cents, frozen with the letter of engagement.</summary>
internal sealed record GrantEstimate(
    long InvestmentCents, long OperatingPerYearCents, int OperatingYears, long FirstYearCents, long TotalCents)
{
    public static GrantEstimate Of(Funding.V1.SimulateGrantResponse answer) => new(
        Moneys.ToCents(answer.Investment, "investment"),
        Moneys.ToCents(answer.OperatingPerYear, "operating_per_year"),
        answer.Rates.OperatingYears,
        Moneys.ToCents(answer.FirstYear, "first_year"),
        Moneys.ToCents(answer.Total, "total"));

    /// <summary>The estimate on the wire.</summary>
    public V1.GrantEstimate ToProto() => new()
    {
        Investment = Moneys.FromCents(InvestmentCents),
        OperatingPerYear = Moneys.FromCents(OperatingPerYearCents),
        OperatingYears = OperatingYears,
        FirstYear = Moneys.FromCents(FirstYearCents),
        Total = Moneys.FromCents(TotalCents),
    };
}

namespace ProjetK.Funding;

/// <summary>What one project receives, in cents: the investment with the first year, operating in every year.</summary>
internal sealed record GrantAmounts(long InvestmentCents, long OperatingPerYearCents, int OperatingYears)
{
    public long FirstYearCents => InvestmentCents + OperatingPerYearCents;

    public long TotalCents => InvestmentCents + OperatingYears * OperatingPerYearCents;

    /// <summary>Investment paid in the n-th year, counted from 1.</summary>
    public long InvestmentIn(int year) => year == 1 ? InvestmentCents : 0;

    /// <summary>Operating paid in the n-th year, counted from 1.</summary>
    public long OperatingIn(int year) => year >= 1 && year <= OperatingYears ? OperatingPerYearCents : 0;

    /// <summary>What is paid one by one: the investment, then operating year by year; nothing of zero euros.</summary>
    public IEnumerable<(PaymentKind Kind, int Year, long Cents)> Parts() =>
        Enumerable.Range(1, OperatingYears)
            .Select(year => (Kind: PaymentKind.Operating, Year: year, Cents: OperatingIn(year)))
            .Prepend((Kind: PaymentKind.Investment, Year: 1, Cents: InvestmentCents))
            .Where(part => part.Cents > 0);
}

namespace ProjetK.Funding;

/// <summary>What is paid for each inhabitant, in cents: once, and every year for some years.</summary>
internal sealed record Rates(long InvestmentCents, long OperatingCents, int OperatingYears)
{
    public const int LongestYears = 10, LongestMonths = 60;

    /// <summary>How long after the announcement the agreement may be signed; 0 where nothing is promised.</summary>
    public int AgreementMonths { get; init; }

    /// <summary>10,000 € per inhabitant: so the largest population and forecast stay far within 64 bits.</summary>
    public const long LargestCents = 1_000_000;

    public const int LargestPopulation = 1_000_000;

    public bool AreSane =>
        InvestmentCents is >= 0 and <= LargestCents && OperatingCents is >= 0 and <= LargestCents
        && InvestmentCents + OperatingCents > 0 && OperatingYears is >= 1 and <= LongestYears;

    public GrantAmounts For(int population) =>
        new(population * InvestmentCents, population * OperatingCents, OperatingYears);
}

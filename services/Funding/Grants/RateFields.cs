namespace ProjetK.Funding;

/// <summary>Reads rates from a request.</summary>
internal static class RateFields
{
    /// <summary>Rates that are all given.</summary>
    public static Rates AllRates(this Violations violations, V1.Rates rates, string field)
    {
        var read = new Rates(
            violations.Cents(rates.InvestmentRate, $"{field}.investment_rate", Rates.LargestCents),
            violations.Cents(rates.OperatingRate, $"{field}.operating_rate", Rates.LargestCents),
            rates.OperatingYears);
        violations.RequireSane(read, $"{field}.investment_rate");
        return read;
    }

    /// <summary>Said only when nothing else is wrong: an unreadable rate counts as zero here.</summary>
    public static void RequireSane(this Violations violations, Rates rates, string rateField) => violations.Require(
        violations.Any || rates.InvestmentCents + rates.OperatingCents > 0, rateField,
        "must not be zero when operating_rate is zero too.");
}

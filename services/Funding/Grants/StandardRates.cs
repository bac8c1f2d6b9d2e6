namespace ProjetK.Funding;

/// <summary>The rates that count where none are given, from the configuration section of that name.</summary>
internal static class StandardRates
{
    public static Rates From(IConfiguration configuration) =>
        configuration.GetRequiredSection(nameof(StandardRates)).Get<Rates>() is
        { AreSane: true, AgreementMonths: >= 1 and <= Rates.LongestMonths } rates
            ? rates
            : throw new InvalidOperationException(
                "StandardRates needs InvestmentCents and OperatingCents per inhabitant and 1 to 10 OperatingYears, "
                + "and 1 to 60 AgreementMonths.");
}

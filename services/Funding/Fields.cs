using Google.Type;

namespace ProjetK.Funding;

/// <summary>Reads the fields of a request and collects all that is wrong with them, to say it at once.</summary>
internal sealed class Fields
{
    private readonly Violations violations = new();

    /// <summary>True while nothing wrong was found.</summary>
    public bool AreRight { get; private set; } = true;

    public bool Require(bool ok, string field, string description)
    {
        AreRight &= ok;
        return violations.Require(ok, field, description);
    }

    public void ThrowIfAny() => violations.ThrowIfAny();

    /// <summary>Euros of zero or more, with at most two decimals.</summary>
    public long Cents(Money? money, string field, long most)
    {
        var cents = Read(() => Moneys.ToCents(money, field));
        Require(cents >= 0, field, "must not be negative.");
        Require(cents <= most, field, $"must be at most {most / 100} EUR.");
        return cents;
    }

    /// <summary>Text without control characters; not blank.</summary>
    public string Text(string text, string field, int longest)
    {
        Require(!string.IsNullOrWhiteSpace(text), field, "is required.");
        Require(text.Length <= longest, field, $"must have at most {longest} characters.");
        Require(!text.Any(char.IsControl), field, "must not contain control characters.");
        return text;
    }

    public int Population(int population, string field)
    {
        Require(population is >= 1 and <= Rates.LargestPopulation, field,
            $"must be 1 to {Rates.LargestPopulation} inhabitants.");
        return population;
    }

    /// <summary>Rates that are all given.</summary>
    public Rates AllRates(V1.Rates rates, string field)
    {
        var read = new Rates(
            Cents(rates.InvestmentRate, $"{field}.investment_rate", Rates.LargestCents),
            Cents(rates.OperatingRate, $"{field}.operating_rate", Rates.LargestCents),
            rates.OperatingYears);
        RequireSane(read, $"{field}.operating_years", $"{field}.investment_rate");
        return read;
    }

    public void RequireSane(Rates rates, string yearsField, string rateField)
    {
        Require(rates.OperatingYears is >= 1 and <= Rates.LongestYears, yearsField,
            $"must be 1 to {Rates.LongestYears}.");
        // Said only when nothing else is wrong: an unreadable rate counts as zero here.
        Require(!AreRight || rates.InvestmentCents + rates.OperatingCents > 0, rateField,
            "must not be zero when operating_rate is zero too.");
    }

    /// <summary>A day that exists; null when not given.</summary>
    public DateOnly? Day(Date? date, string field)
    {
        if (date is null)
            return null;
        var exists = date.Year is >= 1 and <= 9999 && date.Month is >= 1 and <= 12
            && date.Day >= 1 && date.Day <= System.DateTime.DaysInMonth(date.Year, date.Month);
        return Require(exists, field, "must be a whole date that exists: year, month and day.")
            ? new DateOnly(date.Year, date.Month, date.Day)
            : null;
    }

    public string Id(string pattern, string name, string field) =>
        Read(() => ResourceName.ParseOne(pattern, name, field)) ?? "";

    public string? OptionalId(string pattern, string name, string field) =>
        name.Length == 0 ? null : Read(() => ResourceName.ParseOne(pattern, name, field));

    public Guid? OptionalGuid(string pattern, string name, string field) =>
        name.Length == 0 ? null : Read(() => ResourceName.ParseGuid(pattern, name, field));

    private T? Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DomainException refusal) when (refusal.Violations.Count > 0)
        {
            foreach (var (field, description) in refusal.Violations)
                Require(false, field, description);
            return default;
        }
    }
}

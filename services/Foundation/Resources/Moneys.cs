using Google.Type;

namespace ProjetK.Foundation;

/// <summary>Carries integer cents to and from google.type.Money in euros.</summary>
public static class Moneys
{
    private const int NanosPerCent = 10_000_000;

    /// <summary>The amount on the wire.</summary>
    public static Money FromCents(long cents) => new()
    {
        CurrencyCode = "EUR",
        Units = cents / 100,
        Nanos = (int)(cents % 100) * NanosPerCent,
    };

    /// <summary>The amount in cents; refuses other currencies, fractions of a cent and mixed signs.</summary>
    public static long ToCents(Money? money, string field)
    {
        if (money is null)
            throw CommonErrors.InvalidField(field, "is required.");
        if (money.CurrencyCode is not "EUR")
            throw CommonErrors.InvalidField($"{field}.currency_code", "must be EUR.");
        if (money.Nanos % NanosPerCent != 0 || Math.Abs((long)money.Nanos) >= 100L * NanosPerCent)
            throw CommonErrors.InvalidField(
                $"{field}.nanos", "must be whole cents: a multiple of 10000000 below one unit.");
        if (Math.Sign(money.Units) * Math.Sign(money.Nanos) < 0)
            throw CommonErrors.InvalidField($"{field}.nanos", "must have the sign of units.");
        if (Math.Abs((decimal)money.Units) > long.MaxValue / 100 - 1)
            throw CommonErrors.InvalidField($"{field}.units", "is out of range.");
        return money.Units * 100 + money.Nanos / NanosPerCent;
    }
}

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
    public static long ToCents(Money? money, string field) =>
        TryToCents(money, out var cents, out var part, out var flaw)
            ? cents
            : throw CommonErrors.InvalidField(field + part, flaw);

    /// <summary>The amount in cents, or which part of it is wrong (to be added to the field's name) and how.</summary>
    internal static bool TryToCents(Money? money, out long cents, out string part, out string flaw)
    {
        (part, flaw) = FindFlaw(money);
        cents = flaw.Length == 0 ? money!.Units * 100 + money.Nanos / NanosPerCent : 0;
        return flaw.Length == 0;
    }

    private static (string Part, string Flaw) FindFlaw(Money? money) => money switch
    {
        null => ("", "is required."),
        { CurrencyCode: not "EUR" } => (".currency_code", "must be EUR."),
        _ when money.Nanos % NanosPerCent != 0 || Math.Abs((long)money.Nanos) >= 100L * NanosPerCent =>
            (".nanos", "must be whole cents: a multiple of 10000000 below one unit."),
        _ when Math.Sign(money.Units) * Math.Sign(money.Nanos) < 0 => (".nanos", "must have the sign of units."),
        _ when Math.Abs((decimal)money.Units) > long.MaxValue / 100 - 1 => (".units", "is out of range."),
        _ => ("", ""),
    };
}

using System.Globalization;

namespace ProjetK.Applications;

/// <summary>Dates, hours and numbers as people in France write them.</summary>
internal static class French
{
    private static readonly string[] Months =
    [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
        "décembre",
    ];

    private static readonly NumberFormatInfo Numbers = new()
    {
        NumberGroupSeparator = "\u00a0",
        NumberDecimalSeparator = ",",
    };

    /// <summary><c>2 juin 2023</c>.</summary>
    public static string Day(DateOnly day) =>
        $"{(day.Day == 1 ? "1er" : $"{day.Day}")} {Months[day.Month - 1]} {day.Year}";

    /// <summary><c>2 juin 2023 à 23 h 59</c>, as clocks in Paris show it.</summary>
    public static string Instant(DateTimeOffset instant)
    {
        var there = Paris.Local(instant);
        return $"{Day(DateOnly.FromDateTime(there))} à {there.Hour} h {there.Minute:00}";
    }

    /// <summary><c>1 500</c>.</summary>
    public static string Number(long number) => number.ToString("N0", Numbers);

    /// <summary><c>107 360 €</c>, or with cents where there are some.</summary>
    public static string Euros(long cents) =>
        $"{(cents / 100m).ToString(cents % 100 == 0 ? "N0" : "N2", Numbers)}\u00a0€";
}

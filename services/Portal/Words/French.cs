using System.Globalization;
using System.Text;
using Google.Type;

namespace ProjetK.Portal;

/// <summary>Amounts, dates and numbers as French readers write them; the same on every machine.</summary>
internal static class French
{
    /// <summary>A narrow space that does not break.</summary>
    public const string Space = "\u202f";

    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    private static readonly string[] Days =
        ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"];

    private static readonly string[] Months =
    [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
        "décembre",
    ];

    /// <summary>A whole number in groups of three.</summary>
    public static string Number(long number)
    {
        var digits = Math.Abs((decimal)number).ToString("0", CultureInfo.InvariantCulture);
        var text = new StringBuilder(number < 0 ? "−" : "");
        for (var place = 0; place < digits.Length; place++)
        {
            if (place > 0 && (digits.Length - place) % 3 == 0)
                text.Append(Space);
            text.Append(digits[place]);
        }
        return text.ToString();
    }

    /// <summary>An amount; cents only where there are some.</summary>
    public static string Euros(Money? money) => money is null ? "" : Euros(Cents(money));

    /// <summary>An amount given in cents; cents only where there are some.</summary>
    public static string Euros(long cents)
    {
        var rest = Math.Abs(cents % 100);
        var text = Number(cents / 100);
        if (cents is < 0 and > -100)
            text = $"−{text}";
        return rest == 0 ? $"{text}{Space}€" : $"{text},{rest.ToString("00", CultureInfo.InvariantCulture)}{Space}€";
    }

    /// <summary>An amount in cents.</summary>
    public static long Cents(Money? money) => money is null ? 0 : money.Units * 100 + money.Nanos / 10_000_000;

    /// <summary>Such as <c>lundi 25 janvier 2027</c>.</summary>
    public static string Day(Timestamp time)
    {
        var there = There(time);
        return $"{Days[(int)there.DayOfWeek]} {DayAndMonth(there)} {there.Year}";
    }

    /// <summary>A day without a place on earth, such as <c>25 janvier 2027</c>.</summary>
    public static string Date(Google.Type.Date day) =>
        DayAndMonth(new(day.Year, day.Month, day.Day, 0, 0, 0, TimeSpan.Zero)) + $" {day.Year}";

    /// <summary>Such as <c>lundi 25 janvier 2027 à 23 h 59 (heure de Paris)</c>.</summary>
    public static string Moment(Timestamp time)
    {
        var there = There(time);
        return $"{Day(time)} à {there.Hour}{Space}h{Space}{there.Minute:00} (heure de Paris)";
    }

    /// <summary>Such as <c>14 h 32</c>.</summary>
    public static string Hour(Timestamp time) => $"{There(time).Hour}{Space}h{Space}{There(time).Minute:00}";

    /// <summary>Such as <c>lundi 25 janvier 2027 à 14 h 47 min 12 s (heure de Paris)</c>.</summary>
    public static string Second(Timestamp time)
    {
        var there = There(time);
        return $"{Day(time)} à {there.Hour}{Space}h{Space}{there.Minute:00}{Space}min{Space}{there.Second:00}{Space}s (heure de Paris)";
    }

    /// <summary>How much a file weighs.</summary>
    public static string Size(long bytes) => bytes < 1_000_000
        ? $"{Number(Math.Max(1, bytes / 1_000))}{Space}Ko"
        : $"{Number(bytes / 1_000_000)},{bytes / 100_000 % 10}{Space}Mo";

    /// <summary>Such as <c>25 janvier 2027</c>.</summary>
    public static string ShortDay(Timestamp time)
    {
        var there = There(time);
        return $"{DayAndMonth(there)} {there.Year}";
    }

    /// <summary>A decimal number as the contract writes it, such as <c>-33.5</c>, in French; nothing where there is none.</summary>
    public static string Decimal(string number) => number.Replace('.', ',').Replace('-', '−');

    /// <summary>For the <c>datetime</c> of a <c>time</c> element.</summary>
    public static string Machine(Timestamp time) =>
        time.ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>One thing or several of them.</summary>
    public static string Count(long count, string one, string several) =>
        $"{Number(count)} {(count is 0 or 1 or -1 ? one : several)}";

    /// <summary>An amount as it is typed; nothing where the text is none, or has more than cents.</summary>
    public static Money? ReadEuros(string text)
    {
        var plain = text.Replace(" ", "").Replace(Space, "").Replace("\u00a0", "").Replace("€", "").Replace(',', '.');
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var euros)
            && euros == decimal.Round(euros, 2) && euros < 1_000_000_000_000
            ? new() { CurrencyCode = "EUR", Units = (long)euros, Nanos = (int)((euros - decimal.Truncate(euros)) * 1_000_000_000) }
            : null;
    }

    /// <summary>An amount as one types it.</summary>
    public static string Typed(Money money) =>
        string.Create(CultureInfo.InvariantCulture, $"{Cents(money) / 100},{Cents(money) % 100:00}");

    /// <summary>The day of an instant.</summary>
    public static DateOnly DayOf(Timestamp time) => DateOnly.FromDateTime(There(time).DateTime);

    /// <summary>The last second of a day.</summary>
    public static Timestamp EndOfDay(DateOnly day) => Instant(day.ToDateTime(new(23, 59, 59)));

    /// <summary>The first second of the day in which an instant lies.</summary>
    public static Timestamp StartOfDay(Timestamp time) => Instant(DayOf(time).ToDateTime(TimeOnly.MinValue));

    private static Timestamp Instant(System.DateTime there) =>
        Timestamp.FromDateTimeOffset(new(there, Paris.GetUtcOffset(there)));

    private static string DayAndMonth(DateTimeOffset day) =>
        $"{(day.Day == 1 ? "1er" : day.Day.ToString(CultureInfo.InvariantCulture))} {Months[day.Month - 1]}";

    private static DateTimeOffset There(Timestamp time) => TimeZoneInfo.ConvertTime(time.ToDateTimeOffset(), Paris);
}

using Google.Protobuf.WellKnownTypes;
using Date = Google.Type.Date;

namespace ProjetK.Foundation;

/// <summary>A day that exists and that somebody can mean.</summary>
internal sealed class DayRule(FieldRules rules) : ValueRule(rules)
{
    public override void Check(object value, Walk walk)
    {
        if (Read((Date)value) is not { } day)
            walk.Violate("must be a day that exists, with year, month and day.");
        else if (day < Rules.Earliest || day > Rules.Latest)
            walk.Violate($"must be a day from {Rules.Earliest:yyyy-MM-dd} to {Rules.Latest:yyyy-MM-dd}.");
    }

    /// <summary>The day, or null when there is no such day.</summary>
    public static DateOnly? Read(Date date) =>
        date.Year is >= 1 and <= 9999 && date.Month is >= 1 and <= 12
        && date.Day >= 1 && date.Day <= DateTime.DaysInMonth(date.Year, date.Month)
            ? new DateOnly(date.Year, date.Month, date.Day)
            : null;
}

/// <summary>An instant that somebody can mean; beyond the calendar it could not even be converted.</summary>
internal sealed class TimeRule(FieldRules rules) : ValueRule(rules)
{
    private readonly long first = SecondsAt(rules.Earliest), end = SecondsAt(rules.Latest.AddDays(1));

    public override void Check(object value, Walk walk)
    {
        var time = (Timestamp)value;
        if (time.Seconds < first || time.Seconds >= end || time.Nanos is < 0 or > 999_999_999)
            walk.Violate($"must be a time from {Rules.Earliest:yyyy-MM-dd} to {Rules.Latest:yyyy-MM-dd}.");
    }

    private static long SecondsAt(DateOnly day) =>
        new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeSeconds();
}

/// <summary>Paths of fields; said of the mask as a whole, which JSON writes as one text.</summary>
internal sealed class MaskRule(FieldRules rules) : ValueRule(rules)
{
    public override void Check(object value, Walk walk)
    {
        var paths = ((FieldMask)value).Paths;
        if (paths.Count > Rules.MaxItems)
            walk.Violate($"must hold at most {Rules.MaxItems} paths, holds {paths.Count}.");
        else if (paths.Select(path => TextRules.FindUnstorable(path, lines: false) ?? TextRules.FindFlaw(path, Rules))
            .FirstOrDefault(flaw => flaw is not null) is { } flaw)
            walk.Violate(flaw);
    }
}

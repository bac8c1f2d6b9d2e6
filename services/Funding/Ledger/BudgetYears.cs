namespace ProjetK.Funding;

/// <summary>When a movement is recorded, from which day it counts, and in which budget year.</summary>
internal sealed record BookingDate(DateTimeOffset Now, DateOnly Day, int BudgetYear)
{
    /// <summary>Now.</summary>
    public static BookingDate Of(DateTimeOffset now) => new(now, BudgetYears.DayOf(now), BudgetYears.DayOf(now).Year);
}

/// <summary>In which budget year a movement may be booked: that of its day, or the year before during the journée
/// complémentaire, which ends <paramref name="ComplementaryDays"/> days after the new year.</summary>
internal sealed record BudgetYears(int ComplementaryDays)
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    public static BudgetYears From(IConfiguration configuration) =>
        configuration.GetRequiredSection(nameof(BudgetYears)).Get<BudgetYears>() is
        { ComplementaryDays: >= 0 and <= 365 } years
            ? years
            : throw new InvalidOperationException("BudgetYears needs ComplementaryDays, 0 to 365.");

    /// <summary>The day in France.</summary>
    public static DateOnly DayOf(DateTimeOffset time) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, Paris).DateTime);

    /// <summary>The last instant of that day in France.</summary>
    public static DateTimeOffset EndOf(DateOnly day) =>
        Later(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), Paris.GetUtcOffset(day.ToDateTime(TimeOnly.MinValue))),
            start => start.AddDays(1)).AddMicroseconds(-1);

    /// <summary>The n-th anniversary at the same hour in France; that of a 29 February is the 28th in other
    /// years.</summary>
    public static DateTimeOffset Anniversary(DateTimeOffset time, int years) => Later(time, day => day.AddYears(years));

    /// <summary>So many months later, at the same hour in France.</summary>
    public static DateTimeOffset MonthsAfter(DateTimeOffset time, int months) =>
        Later(time, day => day.AddMonths(months));

    /// <summary>The budget year that is asked for (0: that of the day); YEAR_CLOSED for another one, and for one that is
    /// closed today.</summary>
    public int Check(DateOnly day, int asked, DateOnly today)
    {
        var year = asked == 0 ? day.Year : asked;
        return Takes(day, year) && Takes(today, year) ? year : throw Errors.YearClosed(year, day);
    }

    /// <summary>Whether what happens on that day may be booked in that year.</summary>
    public bool Takes(DateOnly day, int year) =>
        year == day.Year || year == day.Year - 1 && day.DayOfYear <= ComplementaryDays;

    private static DateTimeOffset Later(DateTimeOffset time, Func<DateTime, DateTime> change)
    {
        var local = change(TimeZoneInfo.ConvertTime(time, Paris).DateTime);
        while (Paris.IsInvalidTime(local))
            local = local.AddHours(1);
        return new DateTimeOffset(local, Paris.GetUtcOffset(local)).ToUniversalTime();
    }
}

namespace ProjetK.Applications;

/// <summary>Days and hours as the syndicate and the communes live them.</summary>
internal static class Paris
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    /// <summary>The day it is there at that instant.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(Local(instant));

    /// <summary>What clocks there show at that instant.</summary>
    public static DateTime Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone).DateTime;

    /// <summary>The full hour of a day there.</summary>
    public static DateTimeOffset At(int year, int month, int day, int hour) => ToUtc(new(year, month, day, hour, 0, 0));

    /// <summary>The last second of a day there: what a deadline given as a date means.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => ToUtc(day.ToDateTime(new TimeOnly(23, 59, 59)));

    private static DateTimeOffset ToUtc(DateTime there) => new(TimeZoneInfo.ConvertTimeToUtc(there, Zone));
}

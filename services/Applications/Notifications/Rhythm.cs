namespace ProjetK.Applications;

/// <summary>How often somebody wants mails; the numbers are those of the contract.</summary>
internal enum Rhythm { AtOnce = 1, Daily, Weekly, Off }

/// <summary>When mails of notifications go.</summary>
internal static class Rhythms
{
    /// <summary>What happens within this time is one mail.</summary>
    public static readonly TimeSpan Gather = TimeSpan.FromMinutes(5);

    private const int Hour = 7;

    /// <summary>When the mail goes that tells it; null for never.</summary>
    public static DateTimeOffset? SendTime(this Rhythm rhythm, NotificationKind kind, DateTimeOffset created) =>
        Notification.IsUrgent(kind) ? created + Gather : rhythm switch
        {
            Rhythm.AtOnce => created + Gather,
            Rhythm.Daily => Morning(created, _ => true),
            Rhythm.Weekly => Morning(created, day => day.DayOfWeek == DayOfWeek.Monday),
            Rhythm.Off => null,
        };

    private static DateTimeOffset Morning(DateTimeOffset after, Func<DateOnly, bool> suits)
    {
        for (var day = Paris.DayOf(after); ; day = day.AddDays(1))
            if (suits(day) && Paris.At(day.Year, day.Month, day.Day, Hour) is var morning && morning > after)
                return morning;
    }
}

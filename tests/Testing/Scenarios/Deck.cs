namespace ProjetK.Testing.Scenarios;

/// <summary>The dates of the call of 2023, as its presentation gives them; each deadline at the end of its day in
/// Paris.</summary>
public static class Deck
{
    /// <summary>Letters of intent are accepted from here.</summary>
    public static readonly DateTimeOffset IntentOpen = Paris(2023, 4, 3);

    /// <summary>« Ça m'intéresse »: Friday 2 June 2023.</summary>
    public static readonly DateTimeOffset IntentDeadline = EndOf(2023, 6, 2);

    /// <summary>« J'ai des idées »: Friday 1 September 2023.</summary>
    public static readonly DateTimeOffset EngagementDeadline = EndOf(2023, 9, 1);

    /// <summary>Before the call opens, when it is prepared.</summary>
    public static readonly DateTimeOffset Preparing = Paris(2023, 3, 1);

    /// <summary>While letters of intent come in.</summary>
    public static readonly DateTimeOffset DuringIntent = Paris(2023, 5, 10);

    /// <summary>While letters of engagement come in.</summary>
    public static readonly DateTimeOffset DuringEngagement = Paris(2023, 7, 12);

    /// <summary>While the jury reads.</summary>
    public static readonly DateTimeOffset DuringSelection = Paris(2023, 9, 15);

    // Central European Summer Time but for the first of March, where an hour is of no importance.
    private static DateTimeOffset Paris(int year, int month, int day) =>
        new(year, month, day, 9, 0, 0, TimeSpan.FromHours(2));

    private static DateTimeOffset EndOf(int year, int month, int day) =>
        new(year, month, day, 23, 59, 59, TimeSpan.FromHours(2));
}

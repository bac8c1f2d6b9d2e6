namespace ProjetK.Foundation;

/// <summary>A task as it is registered: its name, how long after one run the next begins, and what it does.</summary>
internal sealed record ScheduledTask(string Name, TimeSpan Interval, Type Type)
{
    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromMinutes(1);

    /// <summary>How long after a failed run the next begins.</summary>
    public TimeSpan RetryDelay => Interval < MaxRetryDelay ? Interval : MaxRetryDelay;
}

/// <summary>How the last run of a task ended; numbered as on the wire.</summary>
internal enum ScheduledOutcome { None = 0, Succeeded = 1, Failed = 2 }

/// <summary>Where a task stands: when it ran last, how that ended, and when it runs next.</summary>
internal sealed record ScheduledTaskState(
    string Name,
    DateTimeOffset NextTime,
    bool IsRunning,
    DateTimeOffset? StartTime,
    DateTimeOffset? EndTime,
    ScheduledOutcome Outcome,
    string Failure,
    TimeSpan Delay);

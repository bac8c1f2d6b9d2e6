namespace ProjetK.Applications;

internal sealed partial record Call
{
    private static readonly CallPhase[] Running =
        [CallPhase.Intent, CallPhase.Engagement, CallPhase.Selection, CallPhase.Cooperation];

    /// <summary>Deadlines that were extended, the oldest first.</summary>
    public IReadOnlyList<Extension> Extensions { get; init; } = [];

    /// <summary>The call with a later deadline; the one that comes next stays.</summary>
    public Call Extend(DeadlineKind kind, DateTimeOffset time, string reason, DateTimeOffset now)
    {
        if (Phase(now) is CallPhase.Draft or CallPhase.Closed)
            throw CallErrors.WrongState(this, now, [CallPhase.Announced, .. Running]);
        if (now >= EndOf(DeadlineOf(kind)))
            throw Errors.DeadlinePassed(DeadlineOf(kind));
        if (time <= DeadlineOf(kind))
            throw Errors.NotLater("time", DeadlineOf(kind));
        if (kind == DeadlineKind.Intent ? time >= EngagementDeadlineTime
            : kind == DeadlineKind.Engagement && time > DeliberationDeadlineTime)
            throw Errors.BeyondNextDeadline(DeadlineOf(kind + 1));
        return this with
        {
            IntentDeadlineTime = kind == DeadlineKind.Intent ? time : IntentDeadlineTime,
            EngagementDeadlineTime = kind == DeadlineKind.Engagement ? time : EngagementDeadlineTime,
            DeliberationDeadlineTime = kind == DeadlineKind.Deliberation ? time : DeliberationDeadlineTime,
            Extensions = [.. Extensions, new(kind, time, reason)],
            UpdateTime = now,
            Version = Version + 1,
        };
    }

    /// <summary>Decisions become known; <paramref name="waiting"/> counts what still waits for one, which counts the
    /// first time alone.</summary>
    public Call Announce(IReadOnlyDictionary<string, int> waiting, DateTimeOffset now)
    {
        if (!Running.Contains(Phase(now)))
            throw CallErrors.WrongState(this, now, Running);
        if (AnnounceTime is null && waiting.Count > 0)
            throw CallErrors.DecisionsMissing(this, now, waiting);
        return this with { AnnounceTime = AnnounceTime ?? now, UpdateTime = now, Version = Version + 1 };
    }
}

/// <summary>A deadline that was moved, and why.</summary>
internal sealed record Extension(DeadlineKind Kind, DateTimeOffset Time, string Reason);

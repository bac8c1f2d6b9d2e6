namespace ProjetK.Applications;

internal sealed partial record Application
{
    /// <summary>Gives this application more time for a letter; what lapsed for want of it stands where it stood
    /// before.</summary>
    public Application AcceptLate(DeadlineKind kind, DateTimeOffset until, string reason, DateTimeOffset now)
    {
        Require(Transition.AcceptLate, now);
        var stands = State == ApplicationState.Lapsed ? CameFrom!.Value : State;
        var (latest, before) = LateLetter(kind);
        if (stands > latest || (State == ApplicationState.Lapsed && stands != before))
            throw Errors.WrongState(State, [.. Enum.GetValues<ApplicationState>().Where(state => state <= latest)]);
        RequireLater(kind, until, now);
        var moved = Move(stands, Transitions.Of(Transition.AcceptLate), now) with
        {
            OwnDeadlines = OwnDeadlines.With(kind, new(until, reason)),
        };
        return stands == State ? moved : moved.Announcing(moved.ToApplicationReinstated());
    }

    /// <summary>A recours gracieux undoes an end: back to where it stood, with more time where its deadline has
    /// passed.</summary>
    public Application Reinstate(string reason, DateTimeOffset? until, DateTimeOffset now)
    {
        var back = Advance(Transition.ReinstateApplication, now);
        var kind = back.NextDeadline();
        if (kind is { } missed && now >= DeadlineOf(missed).End)
        {
            RequireLater(missed, until ?? throw Errors.UntilTimeNeeded(DeadlineOf(missed).Time), now);
            back = back with { OwnDeadlines = OwnDeadlines.With(missed, new(until.Value, reason)) };
        }
        var reinstated = back with
        {
            // Nobody heard of an end that was not announced.
            Decision = IsVeiled
                ? Decision?.Announced
                : new(Outcome.Reinstated, reason, "", now, AnnounceTime: now) { Heard = Decision?.HeardTimes ?? [] },
        };
        return IsVeiled ? reinstated : reinstated.Announcing(reinstated.ToApplicationReinstated());
    }

    /// <summary>The deadline that its next step must keep; none once its letters are in.</summary>
    private DeadlineKind? NextDeadline() => State switch
    {
        ApplicationState.Draft => DeadlineKind.Intent,
        ApplicationState.IntentSubmitted or ApplicationState.Preparation => DeadlineKind.Engagement,
        ApplicationState.EngagementSubmitted when Engagement.Deliberation is null => DeadlineKind.Deliberation,
        _ => null,
    };

    /// <summary>The last state in which there can be more time for a letter, and the one that lapses for want of
    /// it.</summary>
    private static (ApplicationState Latest, ApplicationState? Lapsing) LateLetter(DeadlineKind kind) => kind switch
    {
        DeadlineKind.Intent => (ApplicationState.Draft, ApplicationState.Draft),
        DeadlineKind.Engagement => (ApplicationState.Preparation, ApplicationState.Preparation),
        DeadlineKind.Deliberation => (ApplicationState.EngagementSubmitted, null),
    };

    private void RequireLater(DeadlineKind kind, DateTimeOffset until, DateTimeOffset now)
    {
        if (until <= now || until <= DeadlineOf(kind).Time)
            throw Errors.NotLater("until_time", DeadlineOf(kind).Time);
    }
}

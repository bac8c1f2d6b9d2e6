namespace ProjetK.Applications;

internal sealed partial record Application
{
    /// <summary>True while others see it where it stood before the syndicate decided.</summary>
    public bool IsVeiled => Shown is { } shown && shown.State != State;

    /// <summary>Where others than the syndicate see it.</summary>
    public ApplicationState SeenState => Shown?.State ?? State;

    /// <summary>True once everybody knows what was decided on the letter of engagement.</summary>
    public bool IsAnnounced =>
        Decision?.Announced is { Outcome: Outcome.Selected or Outcome.Waitlisted or Outcome.Rejected };

    /// <summary>What was decided becomes known to everybody; null where there is nothing to tell.</summary>
    public Application? Announce(DateTimeOffset now)
    {
        if (State is ApplicationState.SelectionPending or ApplicationState.Withdrawn
            || Decision is not { WaitsToBeTold: true })
            return null;
        var told = this with
        {
            Decision = Decision.Told(now),
            Shown = null,
            Version = Version + 1,
            UpdateTime = now,
        };
        return State switch
        {
            ApplicationState.Waitlisted => told.Announcing(told.ToApplicationWaitlisted()),
            ApplicationState.NotSelected => told.Announcing(told.ToApplicationRejected()),
            ApplicationState.Lapsed => told.Announcing(told.ToApplicationLapsed()),
            _ => told,
        };
    }

    /// <summary>A decision; others know the one before until this one is announced.</summary>
    private Decision Decided(Outcome outcome, string reason, string publicReason, DateTimeOffset now) =>
        new(outcome, reason, publicReason, now, Before: Decision?.Announced)
        {
            Scores = MeanScores(),
            Heard = Decision?.HeardTimes ?? [],
        };

    /// <summary>As the caller may see it: what was not announced is the syndicate's own.</summary>
    public Application SeenBy(Caller caller) => Ownership.SeesChoices(caller)
        ? this
        : this with
        {
            State = SeenState,
            Version = Shown?.Version ?? Version,
            UpdateTime = Shown?.UpdateTime ?? UpdateTime,
            Decision = Decision?.Announced,
            PendingDecision = null,
            DeclinedDecision = null,
        };

    private Shown? ShownAfter(Rule rule, DateTimeOffset now)
    {
        if (rule.IsSecret)
            return Shown ?? new(State, Version, UpdateTime);
        if (!IsVeiled || rule.Transition == Transition.WithdrawApplication)
            return null;
        return rule.To == Destination.Same ? Shown! with { Version = Version + 1, UpdateTime = now } : Shown;
    }
}

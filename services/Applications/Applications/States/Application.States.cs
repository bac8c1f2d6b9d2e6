namespace ProjetK.Applications;

internal sealed partial record Application
{
    /// <summary>True once a deadline or the end of the call has made it lapse, whether that is written down or not. A
    /// draft begun after the deadline waits for the end of the call.</summary>
    public bool HasLapsed(DateTimeOffset now) => State switch
    {
        ApplicationState.Draft => Call.CloseTime is not null || (CreateTime < Call.IntentEnd && now >= Call.IntentEnd),
        ApplicationState.Preparation => Call.CloseTime is not null || now >= Call.EngagementEnd,
        _ => false,
    };

    /// <summary>As it is at that instant: it lapses when its deadline passes, not when somebody writes that
    /// down.</summary>
    public Application At(DateTimeOffset now) =>
        HasLapsed(now) ? this with { State = ApplicationState.Lapsed, CameFrom = State } : this;

    /// <summary>Why a transition is not possible now; null when it is.</summary>
    public DomainException? Refusal(Transition transition, DateTimeOffset now)
    {
        var rule = Transitions.Of(transition);
        if (!rule.From.Contains(State))
            return IsLateFor(rule, now)
                ? Errors.DeadlinePassed(rule.Until!(Call).Time)
                : Errors.WrongState(State, rule.From);
        if (rule.Until is { } deadline && Needs.InTime(deadline(Call), now) is { } late)
            return late;
        return rule.Needs.Select(need => need(this, now)).FirstOrDefault(refusal => refusal is not null);
    }

    /// <summary>True when only the deadline stands between what lapsed and the transition: that is the better
    /// answer.</summary>
    private bool IsLateFor(Rule rule, DateTimeOffset now) =>
        State == ApplicationState.Lapsed && CameFrom is { } before && rule.From.Contains(before)
        && rule.Until is { } deadline && now >= deadline(Call).End;

    private void Require(Transition transition, DateTimeOffset now)
    {
        if (Refusal(transition, now) is { } refusal)
            throw refusal;
    }

    private Application Advance(Transition transition, DateTimeOffset now)
    {
        Require(transition, now);
        var next = Next(Transitions.Of(transition).To);
        return this with
        {
            State = next,
            CameFrom = next == State ? CameFrom : State,
            Version = Version + 1,
            UpdateTime = now,
        };
    }

    private ApplicationState Next(Destination target)
    {
        if (target is Destination.Fixed to)
            return to.State;
        if (target == Destination.Same)
            return State;
        return Transitions.BackTo(
            CameFrom ?? throw new InvalidOperationException($"{State} does not know where it came from."));
    }

    private Application Announcing(object message) => this with { Events = [.. Events, message] };
}

using ProjetK.Auth.V1;

namespace ProjetK.Applications;

internal sealed partial record Application
{
    /// <summary>True once a deadline or the end of the call has made it lapse, whether that is written down or not. A
    /// draft begun after the deadline waits for more time of its own, or for the end of the call.</summary>
    public bool HasLapsed(DateTimeOffset now) => State switch
    {
        ApplicationState.Draft => Call.CloseTime is not null
            || ((OwnDeadlines.Intent is not null || CreateTime < Call.IntentEnd)
                && now >= DeadlineOf(DeadlineKind.Intent).End),
        ApplicationState.Preparation => Call.CloseTime is not null || now >= DeadlineOf(DeadlineKind.Engagement).End,
        _ => false,
    };

    /// <summary>The deadline that holds for it: that of the call, or a later one of its own.</summary>
    public (DateTimeOffset Time, DateTimeOffset End) DeadlineOf(DeadlineKind kind)
    {
        var time = Call.DeadlineOf(kind);
        return OwnDeadlines.Of(kind) is { } own && own.Time > time
            ? (own.Time, Call.EndOf(own.Time))
            : (time, Call.EndOf(time));
    }

    /// <summary>As it is at that instant: it lapses when its deadline passes, not when somebody writes that
    /// down.</summary>
    public Application At(DateTimeOffset now) =>
        HasLapsed(now) ? this with { State = ApplicationState.Lapsed, CameFrom = State, Unlapsed = this } : this;

    /// <summary>Why a transition is not possible now; null when it is.</summary>
    public DomainException? Refusal(Transition transition, DateTimeOffset now)
    {
        var rule = Transitions.Of(transition);
        if (!rule.From.Contains(StateFor(rule)))
            return IsLateFor(rule, now)
                ? Errors.DeadlinePassed(rule.Until!(this).Time)
                : Errors.WrongState(StateFor(rule), rule.From);
        if (rule.Until is { } deadline && Needs.InTime(deadline(this), now) is { } late)
            return late;
        return rule.Needs.Select(need => need(this, now)).FirstOrDefault(refusal => refusal is not null);
    }

    /// <summary>Where it stands for whoever takes this step: applicants act on what they see.</summary>
    public ApplicationState StateFor(Rule rule) =>
        rule.By == Access.Types.Role.Applicant ? SeenState : State;

    /// <summary>True when only the deadline stands between what lapsed and the transition: that is the better
    /// answer.</summary>
    private bool IsLateFor(Rule rule, DateTimeOffset now) =>
        State == ApplicationState.Lapsed && CameFrom is { } before && rule.From.Contains(before)
        && rule.Until is { } deadline && now >= deadline(this).End;

    private void Require(Transition transition, DateTimeOffset now)
    {
        if (Refusal(transition, now) is { } refusal)
            throw refusal;
    }

    private Application Advance(Transition transition, DateTimeOffset now)
    {
        Require(transition, now);
        return Move(Next(Transitions.Of(transition).To), Transitions.Of(transition), now);
    }

    /// <summary>Takes it to a state. What waits for a second person is void with a new one.</summary>
    private Application Move(ApplicationState next, Rule rule, DateTimeOffset now) =>
        (next == State ? this : AsSubmitted()) with
        {
            State = next,
            CameFrom = next == State ? CameFrom : State,
            Shown = ShownAfter(rule, now),
            PendingDecision = next == State ? PendingDecision : null,
            Version = Version + 1,
            UpdateTime = now,
        };

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

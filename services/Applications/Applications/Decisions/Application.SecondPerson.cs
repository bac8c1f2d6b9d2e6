namespace ProjetK.Applications;

internal sealed partial record Application
{
    /// <summary>Keeps a decision until a second manager approves it; nothing else changes.</summary>
    public Application Ask(PendingDecision decision, DateTimeOffset now)
    {
        Require(decision.Step, now);
        return this with
        {
            PendingDecision = decision,
            DeclinedDecision = null,
            Shown = Shown ?? new(State, Version, UpdateTime),
            Version = Version + 1,
            UpdateTime = now,
        };
    }

    /// <summary>The decision that waits, for this second person to take; refuses its author.</summary>
    public (PendingDecision Decision, Application Application) Approve(string person, DateTimeOffset now)
    {
        Require(Transition.ApproveDecision, now);
        return AuthorRefusal(Transition.ApproveDecision, person) is { } refusal
            ? throw refusal
            : (PendingDecision!, this with { PendingDecision = null });
    }

    /// <summary>Why this person may not take the step although others may; null when they may.</summary>
    public DomainException? AuthorRefusal(Transition transition, string person) =>
        transition == Transition.ApproveDecision && PendingDecision is { } pending && pending.Author == person
            ? Errors.SecondPersonRequired()
            : null;

    /// <summary>The decision that waits is not taken.</summary>
    public Application Decline(string reason, DateTimeOffset now) => Advance(Transition.DeclineDecision, now) with
    {
        PendingDecision = null,
        DeclinedDecision = PendingDecision! with { DeclineReason = reason },
    };

    /// <summary>Keeps the decisions that this person asked for, without their name.</summary>
    public Application Forget(string author, DateTimeOffset now) => this with
    {
        PendingDecision = Without(PendingDecision, author),
        DeclinedDecision = Without(DeclinedDecision, author),
        Shown = Shown ?? new(State, Version, UpdateTime),
        Version = Version + 1,
        UpdateTime = now,
    };

    private static PendingDecision? Without(PendingDecision? decision, string author) =>
        decision is not null && decision.Author == author ? decision with { Author = "" } : decision;
}

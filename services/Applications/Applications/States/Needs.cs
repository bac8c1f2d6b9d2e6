namespace ProjetK.Applications;

/// <summary>What must hold before transitions, as far as the application and its call tell.</summary>
internal static class Needs
{
    public static readonly Deadline
        IntentDeadline = call => (call.IntentDeadlineTime, call.IntentEnd),
        EngagementDeadline = call => (call.EngagementDeadlineTime, call.EngagementEnd),
        DeliberationDeadline = call => (call.DeliberationDeadlineTime, call.DeliberationEnd);

    /// <summary>Letters of intent are accepted.</summary>
    public static DomainException? CallOpened(Application application, DateTimeOffset now) =>
        application.Call.Phase(now) is CallPhase.Draft or CallPhase.Announced or CallPhase.Closed
            ? Errors.CallNotOpen(application.Call)
            : null;

    public static DomainException? CallNotClosed(Application application, DateTimeOffset now) =>
        application.Call.Phase(now) == CallPhase.Closed ? Errors.CallNotOpen(application.Call) : null;

    public static DomainException? IntentComplete(Application application, DateTimeOffset now) =>
        Complete(Completeness.OfIntent(application));

    public static DomainException? EngagementComplete(Application application, DateTimeOffset now) =>
        Complete(Completeness.OfEngagement(application));

    public static DomainException? IntentSigned(Application application, DateTimeOffset now) =>
        Signed(application, LetterKind.Intent);

    public static DomainException? EngagementSigned(Application application, DateTimeOffset now) =>
        Signed(application, LetterKind.Engagement);

    public static DomainException? PopulationConfirmed(Application application, DateTimeOffset now) =>
        application.Population is { Confirmed: true, Value: not null } ? null : Errors.PopulationUnconfirmed();

    /// <summary>The council's délibération is there.</summary>
    public static DomainException? DeliberationThere(Application application, DateTimeOffset now) =>
        application.Engagement.Deliberation is null ? Errors.DeliberationMissing() : null;

    /// <summary>After the letter of engagement only the délibération may follow, until its own deadline.</summary>
    public static DomainException? DeliberationInTime(Application application, DateTimeOffset now) =>
        application.State == ApplicationState.EngagementSubmitted
            ? InTime(DeliberationDeadline(application.Call), now)
            : null;

    /// <summary>As many submitted reviews as the call asks for.</summary>
    public static DomainException? ReviewsThere(Application application, DateTimeOffset now) =>
        application.Standing.Reviews < application.Call.MinReviews
            ? Errors.ReviewsMissing(application.Standing.Reviews, application.Call.MinReviews)
            : null;

    public static DomainException? InTime((DateTimeOffset Time, DateTimeOffset End) deadline, DateTimeOffset now) =>
        now >= deadline.End ? Errors.DeadlinePassed(deadline.Time) : null;

    private static DomainException? Complete(IReadOnlyList<string> missing) =>
        missing.Count > 0 ? Errors.LetterIncomplete(missing) : null;

    private static DomainException? Signed(Application application, LetterKind kind) =>
        application.MissingSignatures(kind) is { Count: > 0 } missing ? Errors.SignOffMissing(missing) : null;
}

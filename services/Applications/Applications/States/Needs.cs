namespace ProjetK.Applications;

/// <summary>What must hold before transitions, as far as the application and its call tell.</summary>
internal static class Needs
{
    public static readonly Deadline
        IntentDeadline = application => application.DeadlineOf(DeadlineKind.Intent),
        EngagementDeadline = application => application.DeadlineOf(DeadlineKind.Engagement),
        DeliberationDeadline = application => application.DeadlineOf(DeadlineKind.Deliberation);

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

    /// <summary>The population that counts is within the bounds of the call.</summary>
    public static DomainException? PopulationFits(Application application, DateTimeOffset now) =>
        application.Population.Value is { } value
            && (value < application.Call.MinPopulation || value > application.Call.MaxPopulation)
            ? Errors.PopulationOutside(value, application.Call)
            : null;

    /// <summary>Several communes apply together.</summary>
    public static DomainException? OfGrouping(Application application, DateTimeOffset now) =>
        application.Applicant.Kind == ApplicantKind.Grouping ? null : Errors.NoGrouping(application.SeenState);

    /// <summary>A member is asked to lead.</summary>
    public static DomainException? LeadProposed(Application application, DateTimeOffset now) =>
        application.LeadProposal is null ? Errors.NoLeadProposed(application.SeenState) : null;

    /// <summary>A commune is none of its own any more.</summary>
    public static DomainException? CommuneMerged(Application application, DateTimeOffset now) =>
        application.HasFormerCommune ? null : Errors.NoCommuneMerged(application.State);

    /// <summary>The council's délibération is there.</summary>
    public static DomainException? DeliberationThere(Application application, DateTimeOffset now) =>
        application.Engagement.Deliberation is null ? Errors.DeliberationMissing() : null;

    /// <summary>After the letter of engagement only the délibération may follow, until its own deadline.</summary>
    public static DomainException? DeliberationInTime(Application application, DateTimeOffset now) =>
        application.State == ApplicationState.EngagementSubmitted
            ? InTime(DeliberationDeadline(application), now)
            : null;

    /// <summary>No correction is asked of the applicant.</summary>
    public static DomainException? NoCorrection(Application application, DateTimeOffset now) =>
        application.Correction is { } correction ? Errors.CorrectionPending(correction) : null;

    /// <summary>A correction is asked of the applicant.</summary>
    public static DomainException? CorrectionThere(Application application, DateTimeOffset now) =>
        application.Correction is null ? Errors.NoCorrectionPending(application.SeenState) : null;

    /// <summary>A correction is asked of the applicant, and its time has not run out.</summary>
    public static DomainException? CorrectionInTime(Application application, DateTimeOffset now) =>
        application.Correction is { } correction
            ? InTime(correction.Deadline, now)
            : Errors.NoCorrectionPending(application.SeenState);

    public static DomainException? CorrectionComplete(Application application, DateTimeOffset now) =>
        Complete(Completeness.OfNextLetter(application));

    /// <summary>The communes of a grouping have signed the letter as it was corrected.</summary>
    public static DomainException? CorrectionSigned(Application application, DateTimeOffset now) =>
        application.UnsignedCorrection() is { Count: > 0 } missing ? Errors.SignOffMissing(missing) : null;

    /// <summary>Something of the application can be edited: before a letter is submitted or while it is
    /// corrected.</summary>
    public static DomainException? EditOpen(Application application, DateTimeOffset now) => application switch
    {
        { State: ApplicationState.Draft or ApplicationState.Preparation } => null,
        { State: ApplicationState.EngagementSubmitted, Correction: null } => DeliberationInTime(application, now),
        { Correction: { } correction } => InTime(correction.Deadline, now),
        _ => Errors.WrongState(application.SeenState, Editable),
    };

    /// <summary>A letter can be signed: before it is submitted or while it is corrected.</summary>
    public static DomainException? LetterOpen(Application application, DateTimeOffset now) => application switch
    {
        { State: ApplicationState.Draft or ApplicationState.Preparation } => null,
        { Correction: { } correction } => InTime(correction.Deadline, now),
        _ => Errors.WrongState(application.SeenState, Unsubmitted),
    };

    /// <summary>As many submitted reviews as the call asks for.</summary>
    public static DomainException? ReviewsThere(Application application, DateTimeOffset now) =>
        application.Standing.Reviews < application.Call.MinReviews
            ? Errors.ReviewsMissing(application.Standing.Reviews, application.Call.MinReviews)
            : null;

    /// <summary>No decision waits for its second person.</summary>
    public static DomainException? NothingPending(Application application, DateTimeOffset now) =>
        application.PendingDecision is { } pending ? Errors.DecisionPending(pending.Step) : null;

    /// <summary>A decision waits for its second person.</summary>
    public static DomainException? SomethingPending(Application application, DateTimeOffset now) =>
        application.PendingDecision is null ? Errors.NoDecisionPending(application.State) : null;

    /// <summary>The applicant knows of the selection: nothing that everybody sees can follow before.</summary>
    public static DomainException? SelectionTold(Application application, DateTimeOffset now) =>
        application.IsVeiled ? Errors.SelectionNotAnnounced(application.State) : null;

    /// <summary>Nobody knows yet who is chosen, and the call goes on.</summary>
    public static DomainException? DecisionsOpen(Application application, DateTimeOffset now) =>
        application.Call is { AnnounceTime: null, CloseTime: null } ? null : Errors.CallNotOpen(application.Call);

    /// <summary>What lapsed did so for want of a letter, not of money.</summary>
    public static DomainException? LapsedForLetter(Application application, DateTimeOffset now) =>
        application is { State: ApplicationState.Lapsed, CameFrom: ApplicationState.Selected }
            ? Errors.WrongState(application.State, [ApplicationState.Draft, ApplicationState.Preparation])
            : null;

    public static DomainException? InTime((DateTimeOffset Time, DateTimeOffset End) deadline, DateTimeOffset now) =>
        now >= deadline.End ? Errors.DeadlinePassed(deadline.Time) : null;

    private static readonly ApplicationState[]
        Unsubmitted = [ApplicationState.Draft, ApplicationState.Preparation],
        Editable = [.. Unsubmitted, ApplicationState.EngagementSubmitted];

    private static DomainException? Complete(IReadOnlyList<string> missing) =>
        missing.Count > 0 ? Errors.LetterIncomplete(missing) : null;

    private static DomainException? Signed(Application application, LetterKind kind) =>
        application.MissingSignatures(kind) is { Count: > 0 } missing ? Errors.SignOffMissing(missing) : null;
}

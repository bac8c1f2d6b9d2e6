namespace ProjetK.Applications;

/// <summary>The ways to say no to decisions, and to more time.</summary>
internal static partial class Errors
{
    public static DomainException DecisionPending(Transition step) =>
        Refusal("SECOND_PERSON_REQUIRED", $"{step} waits for a second manager (ApproveDecision, DeclineDecision).",
            ("action", step.ToString()));

    public static DomainException SecondPersonRequired() =>
        Refusal("SECOND_PERSON_REQUIRED", "Another manager than the one who asked for the decision must approve it.");

    public static DomainException NoDecisionPending(ApplicationState state) =>
        Refusal("WRONG_STATE", "No decision waits for a second manager.",
            ("state", Text(state)), ("allowed", Text(state)));

    public static DomainException SelectionNotAnnounced(ApplicationState state) =>
        Refusal("WRONG_STATE", "The selection is not announced yet (AnnounceDecisions).",
            ("state", Text(state)), ("allowed", Text(state)), ("announced", "false"));

    public static DomainException SupportTeamIncomplete(string territory) =>
        Refusal("SUPPORT_TEAM_INCOMPLETE",
            "The support team is not complete: one representative of the syndicate and two facilitators "
            + "(AssignSupport).", ("territory", territory));

    public static DomainException GrantNotCommitted(string grant) =>
        Refusal("GRANT_NOT_COMMITTED", "The agreement of the grant is not signed (CommitGrant).", ("grant", grant));

    public static DomainException CentralSiteMissing(string territory) =>
        Refusal("CENTRAL_SITE_MISSING", "The territory has no central site (CreateSite).", ("territory", territory));

    public static DomainException AlreadyRenewed(Guid by) =>
        new(StatusCode.AlreadyExists, "ALREADY_EXISTS", "The application was renewed in this call already.",
            new Dictionary<string, string> { ["resource"] = ApplicationWire.Name(by) });

    public static DomainException RenewedAtOnce() =>
        new(StatusCode.AlreadyExists, "ALREADY_EXISTS", "The application was renewed in this call already.");

    public static DomainException RenewedMeanwhile(ApplicationState state) =>
        Refusal("WRONG_STATE", "The application goes on in a later call: it was renewed.",
            ("state", Text(state)), ("allowed", Texts([ApplicationState.Ineligible, ApplicationState.NotSelected,
                ApplicationState.Lapsed])));

    public static DomainException NotLater(string field, DateTimeOffset deadline) =>
        CommonErrors.InvalidField(
            field, $"must be in the future, and after the deadline that holds, {Instant(deadline)} (UTC).");

    public static DomainException BeyondNextDeadline(DateTimeOffset next) =>
        CommonErrors.InvalidField("time", $"must not be beyond the next deadline, {Instant(next)} (UTC).");

    public static DomainException UntilTimeNeeded(DateTimeOffset deadline) =>
        CommonErrors.InvalidField("until_time", $"is required: the deadline was {Instant(deadline)} (UTC).");
}

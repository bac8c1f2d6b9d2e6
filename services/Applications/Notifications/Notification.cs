using static ProjetK.Applications.NotificationKind;
using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Applications;

/// <summary>What can be told of an application; the numbers are those of the contract.</summary>
internal enum NotificationKind
{
    IntentSubmitted = 1, IntentAccepted, EngagementSubmitted, ReviewStarted, DeclaredIneligible, Selected, Waitlisted,
    NotSelected, CooperationStarted, PlaceOpened, Terminated, Lapsed, Reinstated, Withdrawn, IntentDeadline,
    EngagementDeadline, DeliberationDeadline, CorrectionRequested, CorrectionAnswered, MembersChanged, LeadProposed,
    LeadChanged, MessagePosted, ExchangeRecorded, DeadlineExtended, GrantCommitted, GrantCompleted, InstalmentDue,
    InstalmentPaid, InstalmentReturned,
}

/// <summary>Something that happened to an application, for everybody with a role; of those communes, where some are
/// named.</summary>
internal sealed record Notification(
    Guid Id, NotificationKind Kind, Role Role, IReadOnlyList<string> Communes, Guid ApplicationId,
    DateTimeOffset CreateTime, DateTimeOffset? DueTime = null, string? Reminder = null)
{
    private static readonly NotificationKind[] Decisions =
        [DeclaredIneligible, Selected, Waitlisted, NotSelected, Terminated, Lapsed, Reinstated];

    /// <summary>As they stand in the table.</summary>
    public static string[] DecisionWords { get; } = [.. Decisions.Select(kind => EnumText.Of(kind))];

    /// <summary>How many days before a deadline it is reminded of.</summary>
    public static readonly int[] DaysBefore = [14, 7, 2];

    /// <summary>True for what goes by mail at once, whatever the person's rhythm.</summary>
    public static bool IsUrgent(NotificationKind kind) => Decisions.Contains(kind)
        || kind is IntentDeadline or EngagementDeadline or DeliberationDeadline or CorrectionRequested;

    /// <summary>What a change tells: applicants what they see change, and so nothing of a decision before it is
    /// announced; managers what applicants did.</summary>
    public static IEnumerable<Notification> Of(Application? before, Application after, DateTimeOffset now)
    {
        if (before is null)
            yield break;
        foreach (var (kind, communes) in ForApplicants(before, after))
            yield return new(Guid.CreateVersion7(), kind, Role.Applicant, [.. communes], after.Id, now);
        foreach (var kind in ForManagers(before, after))
            yield return new(Guid.CreateVersion7(), kind, Role.Manager, [], after.Id, now);
    }

    private static IEnumerable<(NotificationKind Kind, IEnumerable<string> Communes)> ForApplicants(
        Application before, Application after)
    {
        var (were, are) = (before.Applicant.Communes, after.Applicant.Communes);
        if (KindOf(before.SeenState, after.SeenState) is { } kind)
            yield return (kind, are);
        if (after.Correction is not null && before.Correction is null)
            yield return (CorrectionRequested, are);
        if (were.Except(are).Any())
            yield return (MembersChanged, were.Union(are));
        if (after.LeadProposal is { } proposal && before.LeadProposal != proposal)
            yield return (LeadProposed, new[] { proposal.Commune, after.Applicant.Lead });
        if (IsLedByAnother(before, after))
            yield return (LeadChanged, are);
    }

    private static IEnumerable<NotificationKind> ForManagers(Application before, Application after)
    {
        if (KindOf(before.SeenState, after.SeenState) is { } kind and (IntentSubmitted or EngagementSubmitted or Withdrawn))
            yield return kind;
        if (after.Intent.Version + after.Engagement.Version > before.Intent.Version + before.Engagement.Version)
            yield return CorrectionAnswered;
        if (after.State == ApplicationState.Draft)
            yield break;
        if (before.Applicant.Communes.Except(after.Applicant.Communes).Any())
            yield return MembersChanged;
        if (IsLedByAnother(before, after))
            yield return LeadChanged;
    }

    /// <summary>A draft is led by whom its author names.</summary>
    private static bool IsLedByAnother(Application before, Application after) =>
        before.Applicant.Lead != after.Applicant.Lead && before.LeadProposal?.Commune == after.Applicant.Lead;

    /// <summary>The reminder that is due: on the day 14, 7 or 2 days before the deadline by which the applicant is to
    /// send something. Its key is the same however often it is asked.</summary>
    public static Notification? Reminding(Application application, DateTimeOffset now)
    {
        var (letter, kind) = application.State switch
        {
            ApplicationState.Draft => (DeadlineKind.Intent, IntentDeadline),
            ApplicationState.Preparation => (DeadlineKind.Engagement, EngagementDeadline),
            ApplicationState.EngagementSubmitted when application.Engagement.Deliberation is null =>
                (DeadlineKind.Deliberation, DeliberationDeadline),
            _ => default,
        };
        if (kind == default)
            return null;
        var deadline = application.DeadlineOf(letter).Time;
        var day = DaysBefore.FirstOrDefault(days =>
            now >= deadline.AddDays(-days) && now < deadline.AddDays(1 - days));
        return day == 0 ? null : new(
            Guid.CreateVersion7(), kind, Role.Applicant, [.. application.Applicant.Communes], application.Id, now,
            deadline, $"{application.Id}/{letter}/{deadline.ToUnixTimeSeconds()}/{day}");
    }

    private static NotificationKind? KindOf(ApplicationState before, ApplicationState after) => after switch
    {
        _ when before == after => null,
        _ when before is ApplicationState.Ineligible or ApplicationState.NotSelected or ApplicationState.Lapsed =>
            Reinstated,
        ApplicationState.IntentSubmitted => IntentSubmitted,
        ApplicationState.Preparation => IntentAccepted,
        ApplicationState.EngagementSubmitted => EngagementSubmitted,
        ApplicationState.UnderReview => ReviewStarted,
        ApplicationState.Ineligible => DeclaredIneligible,
        ApplicationState.Selected => Selected,
        ApplicationState.Waitlisted => Waitlisted,
        ApplicationState.NotSelected => NotSelected,
        ApplicationState.Cooperation => CooperationStarted,
        ApplicationState.Opened => PlaceOpened,
        ApplicationState.Terminated => Terminated,
        ApplicationState.Lapsed => Lapsed,
        ApplicationState.Withdrawn => Withdrawn,
        _ => null,
    };
}

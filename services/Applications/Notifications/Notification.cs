using static ProjetK.Applications.NotificationKind;
using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Applications;

/// <summary>What can be told of an application; the numbers are those of the contract.</summary>
internal enum NotificationKind
{
    IntentSubmitted = 1, IntentAccepted, EngagementSubmitted, ReviewStarted, DeclaredIneligible, Selected, Waitlisted,
    NotSelected, CooperationStarted, PlaceOpened, Terminated, Lapsed, Reinstated, Withdrawn, IntentDeadline,
    EngagementDeadline, DeliberationDeadline,
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

    private static readonly int[] DaysBefore = [14, 7, 2];

    /// <summary>True for what goes by mail at once, whatever the person's rhythm.</summary>
    public static bool IsUrgent(NotificationKind kind) => Decisions.Contains(kind) || kind >= IntentDeadline;

    /// <summary>What a change tells: applicants what they see change, and so nothing of a decision before it is
    /// announced; managers what applicants did.</summary>
    public static IEnumerable<Notification> Of(Application? before, Application after, DateTimeOffset now)
    {
        if (before is null || KindOf(Seen(before), Seen(after)) is not { } kind)
            yield break;
        yield return new(
            Guid.CreateVersion7(), kind, Role.Applicant, [.. after.Applicant.Communes], after.Id, now);
        if (kind is IntentSubmitted or EngagementSubmitted or Withdrawn)
            yield return new(Guid.CreateVersion7(), kind, Role.Manager, [], after.Id, now);
    }

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

    private static ApplicationState Seen(Application application) => application.Shown?.State ?? application.State;

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

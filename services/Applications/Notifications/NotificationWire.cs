using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace ProjetK.Applications;

/// <summary>Shows notifications.</summary>
internal static class NotificationWire
{
    public const string Pattern = "notifications/{notification}", SettingsName = "notificationSettings";

    public static V1.Notification ToProto(this Told told) => new()
    {
        Name = $"notifications/{told.Id}",
        Kind = (V1.Notification.Types.Kind)told.Kind,
        Role = told.Role,
        Application = ApplicationWire.Name(told.ApplicationId),
        Text = Text(told),
        CreateTime = told.CreateTime.ToTimestamp(),
        DueTime = told.DueTime?.ToTimestamp(),
        ReadTime = told.ReadTime?.ToTimestamp(),
        Delivery = told.Delivery switch
        {
            "QUEUED" => V1.Notification.Types.Delivery.Queued,
            "SENT" => V1.Notification.Types.Delivery.Sent,
            "BOUNCED" => V1.Notification.Types.Delivery.Bounced,
            _ => V1.Notification.Types.Delivery.Unspecified,
        },
    };

    public static V1.NotificationSettings ToProto(Rhythm rhythm, long version) => new()
    {
        Name = SettingsName,
        Rhythm = (V1.NotificationSettings.Types.Rhythm)rhythm,
        Etag = Etag.From(version),
    };

    /// <summary>What happened, in a sentence.</summary>
    public static string Text(Told told)
    {
        var title = told.Reference.Length > 0 ? $"{told.Reference} « {told.Title} »" : $"« {told.Title} »";
        var day = told.DueTime is { } due ? Paris.DayOf(due).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) : "";
        return Wording(told.Kind).With(title, day);
    }

    private static Text Wording(NotificationKind kind) => kind switch
    {
        NotificationKind.IntentSubmitted => Texts.ToldIntentSubmitted,
        NotificationKind.IntentAccepted => Texts.ToldIntentAccepted,
        NotificationKind.EngagementSubmitted => Texts.ToldEngagementSubmitted,
        NotificationKind.ReviewStarted => Texts.ToldReviewStarted,
        NotificationKind.DeclaredIneligible => Texts.ToldIneligible,
        NotificationKind.Selected => Texts.ToldSelected,
        NotificationKind.Waitlisted => Texts.ToldWaitlisted,
        NotificationKind.NotSelected => Texts.ToldNotSelected,
        NotificationKind.CooperationStarted => Texts.ToldCooperationStarted,
        NotificationKind.PlaceOpened => Texts.ToldPlaceOpened,
        NotificationKind.Terminated => Texts.ToldTerminated,
        NotificationKind.Lapsed => Texts.ToldLapsed,
        NotificationKind.Reinstated => Texts.ToldReinstated,
        NotificationKind.Withdrawn => Texts.ToldWithdrawn,
        NotificationKind.IntentDeadline => Texts.ToldIntentDeadline,
        NotificationKind.EngagementDeadline => Texts.ToldEngagementDeadline,
        NotificationKind.DeliberationDeadline => Texts.ToldDeliberationDeadline,
        NotificationKind.CorrectionRequested => Texts.ToldCorrectionRequested,
        NotificationKind.CorrectionAnswered => Texts.ToldCorrectionAnswered,
        NotificationKind.MembersChanged => Texts.ToldMembersChanged,
        NotificationKind.LeadProposed => Texts.ToldLeadProposed,
        NotificationKind.LeadChanged => Texts.ToldLeadChanged,
        NotificationKind.MessagePosted => Texts.ToldMessagePosted,
        NotificationKind.ExchangeRecorded => Texts.ToldExchangeRecorded,
        NotificationKind.DeadlineExtended => Texts.ToldDeadlineExtended,
        NotificationKind.GrantCommitted => Texts.ToldGrantCommitted,
        NotificationKind.GrantCompleted => Texts.ToldGrantCompleted,
        NotificationKind.InstalmentDue => Texts.ToldInstalmentDue,
        NotificationKind.InstalmentPaid => Texts.ToldInstalmentPaid,
        NotificationKind.InstalmentReturned => Texts.ToldInstalmentReturned,
    };
}

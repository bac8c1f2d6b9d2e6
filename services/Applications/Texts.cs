using System.Globalization;
using System.Resources;
using System.Runtime.CompilerServices;

namespace ProjetK.Applications;

/// <summary>The French texts that communes read; their wording is in Texts.resx under the same names.</summary>
internal static class Texts
{
    private static readonly ResourceManager Wording = new(typeof(Texts));

    public static readonly Text
        PopulationInside = Find(nameof(PopulationInside)),
        PopulationOutside = Find(nameof(PopulationOutside)),
        PopulationDeclared = Find(nameof(PopulationDeclared)),
        PopulationUnknown = Find(nameof(PopulationUnknown)),
        PerimeterInside = Find(nameof(PerimeterInside)),
        PerimeterOutside = Find(nameof(PerimeterOutside)),
        PerimeterUnsure = Find(nameof(PerimeterUnsure)),
        PerimeterOfCallInside = Find(nameof(PerimeterOfCallInside)),
        PerimeterOfCallOutside = Find(nameof(PerimeterOfCallOutside)),
        Merged = Find(nameof(Merged)),
        Available = Find(nameof(Available)),
        AlreadyApplying = Find(nameof(AlreadyApplying)),
        AlreadySupported = Find(nameof(AlreadySupported)),
        Cooperation = Find(nameof(Cooperation)),
        Leadership = Find(nameof(Leadership)),
        LeadershipOfGrouping = Find(nameof(LeadershipOfGrouping)),
        CriterionPopulation = Find(nameof(CriterionPopulation)),
        CriterionCooperation = Find(nameof(CriterionCooperation)),
        CriterionLeadership = Find(nameof(CriterionLeadership)),
        NoPlaceBecameFree = Find(nameof(NoPlaceBecameFree)),
        ReceiptTitle = Find(nameof(ReceiptTitle)),
        ReceiptVersion = Find(nameof(ReceiptVersion)),
        SilenceTitle = Find(nameof(SilenceTitle)),
        AppealTitle = Find(nameof(AppealTitle)),
        LetterAcceptanceTitle = Find(nameof(LetterAcceptanceTitle)),
        LetterIneligibilityTitle = Find(nameof(LetterIneligibilityTitle)),
        LetterSelectionTitle = Find(nameof(LetterSelectionTitle)),
        LetterRefusalTitle = Find(nameof(LetterRefusalTitle)),
        LetterWaitingListTitle = Find(nameof(LetterWaitingListTitle)),
        LetterAcceptance = Find(nameof(LetterAcceptance)),
        LetterIneligibility = Find(nameof(LetterIneligibility)),
        LetterSelection = Find(nameof(LetterSelection)),
        LetterRefusal = Find(nameof(LetterRefusal)),
        LetterWaitingList = Find(nameof(LetterWaitingList)),
        LetterSignature = Find(nameof(LetterSignature)),
        LetterReissue = Find(nameof(LetterReissue)),
        LetterDraft = Find(nameof(LetterDraft)),
        NotificationSubject = Find(nameof(NotificationSubject)),
        NotificationMail = Find(nameof(NotificationMail)),
        ToldIntentSubmitted = Find(nameof(ToldIntentSubmitted)),
        ToldIntentAccepted = Find(nameof(ToldIntentAccepted)),
        ToldEngagementSubmitted = Find(nameof(ToldEngagementSubmitted)),
        ToldReviewStarted = Find(nameof(ToldReviewStarted)),
        ToldIneligible = Find(nameof(ToldIneligible)),
        ToldSelected = Find(nameof(ToldSelected)),
        ToldWaitlisted = Find(nameof(ToldWaitlisted)),
        ToldNotSelected = Find(nameof(ToldNotSelected)),
        ToldCooperationStarted = Find(nameof(ToldCooperationStarted)),
        ToldPlaceOpened = Find(nameof(ToldPlaceOpened)),
        ToldTerminated = Find(nameof(ToldTerminated)),
        ToldLapsed = Find(nameof(ToldLapsed)),
        ToldReinstated = Find(nameof(ToldReinstated)),
        ToldWithdrawn = Find(nameof(ToldWithdrawn)),
        ToldIntentDeadline = Find(nameof(ToldIntentDeadline)),
        ToldEngagementDeadline = Find(nameof(ToldEngagementDeadline)),
        ToldDeliberationDeadline = Find(nameof(ToldDeliberationDeadline)),
        ToldCorrectionRequested = Find(nameof(ToldCorrectionRequested)),
        ToldCorrectionAnswered = Find(nameof(ToldCorrectionAnswered)),
        ToldMembersChanged = Find(nameof(ToldMembersChanged)),
        ToldLeadProposed = Find(nameof(ToldLeadProposed)),
        ToldLeadChanged = Find(nameof(ToldLeadChanged)),
        ToldMessagePosted = Find(nameof(ToldMessagePosted)),
        ToldExchangeRecorded = Find(nameof(ToldExchangeRecorded)),
        ToldDeadlineExtended = Find(nameof(ToldDeadlineExtended)),
        ToldGrantCommitted = Find(nameof(ToldGrantCommitted)),
        ToldGrantCompleted = Find(nameof(ToldGrantCompleted)),
        ToldInstalmentDue = Find(nameof(ToldInstalmentDue)),
        ToldInstalmentPaid = Find(nameof(ToldInstalmentPaid)),
        ToldInstalmentReturned = Find(nameof(ToldInstalmentReturned)),
        SubscriptionSubject = Find(nameof(SubscriptionSubject)),
        SubscriptionText = Find(nameof(SubscriptionText)),
        CallPublishedSubject = Find(nameof(CallPublishedSubject)),
        CallPublishedText = Find(nameof(CallPublishedText)),
        CallExtendedSubject = Find(nameof(CallExtendedSubject)),
        CallExtendedText = Find(nameof(CallExtendedText)),
        IntentsOpenSubject = Find(nameof(IntentsOpenSubject)),
        IntentsOpenText = Find(nameof(IntentsOpenText)),
        UnsubscribeText = Find(nameof(UnsubscribeText));

    private static Text Find(string name) =>
        new(Wording.GetString(name) ?? throw new MissingManifestResourceException($"Texts.resx has no {name}."));
}

/// <summary>A French text with places for values; numbers come out as "1 342".</summary>
internal readonly record struct Text(string Wording)
{
    private static readonly NumberFormatInfo French = new() { NumberGroupSeparator = " " };

    public string With(params object[] values) => string.Format(French, Wording, values);
}

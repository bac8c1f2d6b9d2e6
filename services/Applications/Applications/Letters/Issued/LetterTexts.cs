namespace ProjetK.Applications;

/// <summary>The usual text of each letter, which the manager may edit before it is sent.</summary>
internal static class LetterTexts
{
    public static string Of(LetterSubject subject, Application application, IReadOnlyList<Commune> communes)
    {
        var (call, territory) = (application.Call, application.TerritoryName(communes));
        var reason = application.Decision?.Judgement?.Reason ?? "";
        return subject switch
        {
            LetterSubject.Acceptance => Texts.LetterAcceptance.With(
                call.Title, territory, French.Instant(call.EngagementDeadlineTime)),
            LetterSubject.Ineligibility => Texts.LetterIneligibility.With(call.Title, territory, reason),
            LetterSubject.Selection => Texts.LetterSelection.With(
                call.Title, territory, reason, call.CooperationMinMonths, call.CooperationMaxMonths),
            LetterSubject.Refusal => Texts.LetterRefusal.With(call.Title, territory, reason),
            LetterSubject.WaitingList => Texts.LetterWaitingList.With(call.Title, territory, reason),
        };
    }

    public static Text TitleOf(LetterSubject subject) => subject switch
    {
        LetterSubject.Acceptance => Texts.LetterAcceptanceTitle,
        LetterSubject.Ineligibility => Texts.LetterIneligibilityTitle,
        LetterSubject.Selection => Texts.LetterSelectionTitle,
        LetterSubject.Refusal => Texts.LetterRefusalTitle,
        LetterSubject.WaitingList => Texts.LetterWaitingListTitle,
    };

    /// <summary>Stands in the reference to answer with.</summary>
    public static string CodeOf(LetterSubject subject) => subject switch
    {
        LetterSubject.Acceptance => "AI",
        LetterSubject.Ineligibility => "IR",
        LetterSubject.Selection => "SE",
        LetterSubject.Refusal => "NR",
        LetterSubject.WaitingList => "LA",
    };
}

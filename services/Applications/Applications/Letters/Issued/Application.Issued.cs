namespace ProjetK.Applications;

internal sealed partial record Application
{
    private static readonly ApplicationState[] Accepted =
    [
        ApplicationState.Preparation, ApplicationState.EngagementSubmitted, ApplicationState.UnderReview,
        ApplicationState.SelectionPending, ApplicationState.Selected, ApplicationState.Cooperation,
        ApplicationState.Opened, ApplicationState.Waitlisted, ApplicationState.NotSelected,
    ];

    /// <summary>When what such a letter tells was decided; refuses where the application does not stand there.</summary>
    public DateTimeOffset TimeOf(LetterSubject subject)
    {
        var states = StatesOf(subject);
        if (!states.Contains(State))
            throw Errors.WrongState(State, states);
        return subject == LetterSubject.Acceptance ? Intent.SubmitTime!.Value : Decision!.Judgement!.DecideTime;
    }

    private static ApplicationState[] StatesOf(LetterSubject subject) => subject switch
    {
        LetterSubject.Acceptance => Accepted,
        LetterSubject.Ineligibility => [ApplicationState.Ineligible],
        LetterSubject.Selection =>
            [ApplicationState.Selected, ApplicationState.Cooperation, ApplicationState.Opened],
        LetterSubject.Refusal => [ApplicationState.NotSelected],
        LetterSubject.WaitingList => [ApplicationState.Waitlisted],
    };
}

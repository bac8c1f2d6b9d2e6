namespace ProjetK.Applications;

/// <summary>Where an application stands. The numbers are those of the contract.</summary>
internal enum ApplicationState
{
    Draft = 1,
    IntentSubmitted = 2,
    Preparation = 3,
    EngagementSubmitted = 4,
    UnderReview = 5,
    SelectionPending = 6,
    Selected = 7,
    Cooperation = 8,
    Opened = 9,
    Withdrawn = 10,
    Ineligible = 11,
    Waitlisted = 12,
    NotSelected = 13,
    Lapsed = 14,
    Terminated = 15,
}

/// <summary>Everything that can happen to an application.</summary>
internal enum Step
{
    Edit,
    Sign,
    SubmitIntent,
    ConfirmPopulation,
    AcceptIntent,
    DeclareIneligible,
    SubmitEngagement,
    StartReview,
    Select,
    ConfirmSelection,
    RefuseFunds,
    Waitlist,
    Reject,
    StartCooperation,
    OpenPlace,
    Terminate,
    Withdraw,
    Lapse,
    Reinstate,
}

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

/// <summary>What a state means for the communes of the application and for the places of the call.</summary>
internal static class ApplicationStates
{
    /// <summary>True while the application holds its communes: none of them can apply twice to the same call.</summary>
    public static bool IsLive(this ApplicationState state) =>
        state is >= ApplicationState.IntentSubmitted and <= ApplicationState.Cooperation
            or ApplicationState.Waitlisted;

    /// <summary>True once the syndicate supports the territory: its communes cannot apply again.</summary>
    public static bool IsSupported(this ApplicationState state) =>
        state is ApplicationState.Selected or ApplicationState.Cooperation or ApplicationState.Opened;

    /// <summary>True once the application is chosen, even while its money is asked for: it takes a place, and none of
    /// its communes can be chosen in another call.</summary>
    public static bool IsChosen(this ApplicationState state) =>
        state == ApplicationState.SelectionPending || state.IsSupported();

    /// <summary>True once nothing more comes of it.</summary>
    public static bool HasEnded(this ApplicationState state) => state is ApplicationState.Withdrawn
        or ApplicationState.Ineligible or ApplicationState.NotSelected or ApplicationState.Lapsed
        or ApplicationState.Terminated;

    /// <summary>Where applicants may still add documents.</summary>
    public static IEnumerable<ApplicationState> OpenToDocuments { get; } =
        [.. Enum.GetValues<ApplicationState>().Where(state => !state.HasEnded())];
}

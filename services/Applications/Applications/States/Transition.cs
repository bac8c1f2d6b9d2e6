using ProjetK.Auth.V1;

namespace ProjetK.Applications;

/// <summary>Everything that can happen to an application. What people ask for has the name of its RPC.</summary>
internal enum Transition
{
    UpdateApplication,
    DeleteApplication,
    SignApplication,
    SubmitIntent,
    ConfirmPopulation,
    AcceptIntent,
    DeclareIneligible,
    SubmitEngagement,
    StartReview,
    SelectApplication,
    ConfirmSelection,
    RefuseFunds,
    WaitlistApplication,
    RejectApplication,
    StartCooperation,
    OpenPlace,
    TerminateCooperation,
    WithdrawApplication,
    Lapse,
    ReinstateApplication,
    ApproveDecision,
    DeclineDecision,
    AcceptLate,
    RenewApplication,
    RequestCorrection,
    AnswerCorrection,
    CancelCorrection,
    LeaveGrouping,
    ChangeLead,
    AcceptLead,
    ReplaceCommune,
}

/// <summary>Where a transition leads.</summary>
internal abstract record Destination
{
    /// <summary>The application changes and stays where it is.</summary>
    public static readonly Destination Same = new Unchanged();

    /// <summary>The application goes back to where it came from.</summary>
    public static readonly Destination Back = new Previous();

    /// <summary>Nothing is left of the application.</summary>
    public static readonly Destination Gone = new Nowhere();

    public static implicit operator Destination(ApplicationState state) => new Fixed(state);

    public sealed record Fixed(ApplicationState State) : Destination;

    private sealed record Unchanged : Destination;

    private sealed record Previous : Destination;

    private sealed record Nowhere : Destination;
}

/// <summary>The row of a transition: where it is possible, where it leads, whose it is, until when, and what must hold
/// besides. Applicants act for the lead commune, where <see cref="Transitions"/> does not say otherwise.</summary>
internal sealed record Rule(
    Transition Transition,
    IReadOnlyList<ApplicationState> From,
    Destination To,
    Access.Types.Role By,
    Deadline? Until = null,
    params Need[] Needs)
{
    /// <summary>True for what the syndicate decides: only it knows, until decisions are announced.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Who can take the step besides; null where nobody else can.</summary>
    public Access.Types.Role? Or { get; init; }

    /// <summary>Everybody whose step it is.</summary>
    public IEnumerable<Access.Types.Role> Callers => Or is { } other ? [By, other] : [By];
}

/// <summary>What must hold before a transition: the refusal when it does not.</summary>
internal delegate DomainException? Need(Application application, DateTimeOffset now);

/// <summary>A deadline of an application: when it is, and the first instant after it.</summary>
internal delegate (DateTimeOffset Time, DateTimeOffset End) Deadline(Application application);

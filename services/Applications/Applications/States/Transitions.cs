using static ProjetK.Applications.ApplicationState;
using static ProjetK.Applications.Needs;
using static ProjetK.Auth.V1.Access.Types;

namespace ProjetK.Applications;

/// <summary>The whole life of an application in one table; docs/states.md draws it. What an RPC refuses, which actions
/// are allowed and which are blocked all come from here.</summary>
internal static class Transitions
{
    /// <summary>Where a decision can wait for its second person.</summary>
    private static readonly ApplicationState[] Pending =
        [UnderReview, Waitlisted, Selected, Cooperation, Opened, Ineligible, NotSelected, Lapsed];

    /// <summary>Where the syndicate has a letter that can be corrected.</summary>
    private static readonly ApplicationState[] Correctable = [IntentSubmitted, EngagementSubmitted, UnderReview];

    /// <summary>Where somebody leads, and communes can merge.</summary>
    private static readonly ApplicationState[] Led =
    [
        Draft, IntentSubmitted, Preparation, EngagementSubmitted, UnderReview, Waitlisted, SelectionPending, Selected,
        Cooperation, Opened,
    ];

    public static readonly IReadOnlyList<Rule> All =
    [
        new(Transition.UpdateApplication, [Draft, Preparation, .. Correctable], Destination.Same, Role.Applicant, null,
            EditOpen),
        new(Transition.DeleteApplication, [Draft], Destination.Gone, Role.Applicant),
        new(Transition.SignApplication, [Draft, Preparation, .. Correctable], Destination.Same, Role.Applicant, null,
            LetterOpen),
        new(Transition.SubmitIntent, [Draft], IntentSubmitted, Role.Applicant, IntentDeadline,
            CallOpened, IntentComplete, IntentSigned),
        new(Transition.ConfirmPopulation, [IntentSubmitted, Preparation], Destination.Same, Role.Manager, null,
            NoCorrection),
        new(Transition.AcceptIntent, [IntentSubmitted], Preparation, Role.Manager, EngagementDeadline,
            NoCorrection, CallNotClosed, PopulationConfirmed, PopulationFits),
        new(Transition.DeclareIneligible, [IntentSubmitted, Preparation, EngagementSubmitted], Ineligible,
            Role.Manager),
        new(Transition.SubmitEngagement, [Preparation], EngagementSubmitted, Role.Applicant, EngagementDeadline,
            CallNotClosed, EngagementComplete, EngagementSigned, PopulationConfirmed, PopulationFits),
        new(Transition.StartReview, [EngagementSubmitted], UnderReview, Role.Manager, null, NoCorrection,
            DeliberationThere),
        new(Transition.SelectApplication, [UnderReview, Waitlisted], SelectionPending, Role.Manager, null,
            NothingPending, NoCorrection, ReviewsThere) { IsSecret = true },
        new(Transition.ConfirmSelection, [SelectionPending], Selected, Role.Service) { IsSecret = true },
        new(Transition.RefuseFunds, [SelectionPending], Destination.Back, Role.Service) { IsSecret = true },
        new(Transition.WaitlistApplication, [UnderReview], Waitlisted, Role.Manager, null, NothingPending,
            NoCorrection)
        {
            IsSecret = true,
        },
        new(Transition.RejectApplication, [UnderReview, Waitlisted], NotSelected, Role.Manager, null, NothingPending,
            NoCorrection)
        {
            IsSecret = true,
        },
        new(Transition.StartCooperation, [Selected], Cooperation, Role.Manager, null, NothingPending, SelectionTold),
        new(Transition.OpenPlace, [Cooperation], Opened, Role.Manager, null, NothingPending),
        new(Transition.TerminateCooperation, [Selected, Cooperation, Opened], Terminated, Role.Manager, null,
            NothingPending, SelectionTold),
        new(Transition.WithdrawApplication,
            [
                Draft, IntentSubmitted, Preparation, EngagementSubmitted, UnderReview, SelectionPending, Selected,
                Waitlisted,
            ],
            Withdrawn, Role.Applicant),
        new(Transition.Lapse, [Draft, Preparation, Selected], Lapsed, Role.Service),
        new(Transition.ReinstateApplication, [Ineligible, NotSelected, Lapsed], Destination.Back, Role.Manager, null,
            NothingPending, CallNotClosed),
        new(Transition.ApproveDecision, Pending, Destination.Same, Role.Manager, null, SomethingPending, NoCorrection),
        new(Transition.DeclineDecision, Pending, Destination.Same, Role.Manager, null, SomethingPending)
        {
            IsSecret = true,
        },
        new(Transition.AcceptLate, [Draft, IntentSubmitted, Preparation, EngagementSubmitted, Lapsed],
            Destination.Same, Role.Manager, null, NothingPending, DecisionsOpen, LapsedForLetter),
        new(Transition.RenewApplication, [Withdrawn, Ineligible, NotSelected, Lapsed], Destination.Same,
            Role.Applicant),
        new(Transition.RequestCorrection, Correctable, Destination.Same, Role.Manager, null, NoCorrection),
        new(Transition.AnswerCorrection, Correctable, Destination.Same, Role.Applicant, null,
            CorrectionInTime, CorrectionComplete, CorrectionSigned),
        new(Transition.CancelCorrection, Correctable, Destination.Same, Role.Manager, null, CorrectionThere),
        new(Transition.LeaveGrouping, [Draft, IntentSubmitted, Preparation], Destination.Same, Role.Applicant, null,
            OfGrouping, NoCorrection),
        new(Transition.ChangeLead, Led, Destination.Same, Role.Applicant, null, OfGrouping, NoCorrection)
        {
            Or = Role.Manager,
        },
        new(Transition.AcceptLead, Led, Destination.Same, Role.Applicant, null, LeadProposed, NoCorrection),
        new(Transition.ReplaceCommune, Led, Destination.Same, Role.Manager, null, CommuneMerged, NoCorrection),
    ];

    private static readonly IReadOnlyDictionary<Transition, Rule> ByTransition =
        All.ToDictionary(rule => rule.Transition);

    public static Rule Of(Transition transition) => ByTransition[transition];

    /// <summary>True when callers can ask for it; events and time do the rest.</summary>
    public static bool IsRpc(Rule rule) =>
        V1.ApplicationService.Descriptor.FindMethodByName(rule.Transition.ToString()) is not null;

    /// <summary>The transition that an RPC is for, by the RPC's path.</summary>
    public static Rule OfRpc(string method) => Of(Enum.Parse<Transition>(method[(method.LastIndexOf('/') + 1)..]));

    /// <summary>The state to go back to from <paramref name="previous"/>: money that was released is not reserved again
    /// by itself, so what was selected is judged anew.</summary>
    public static ApplicationState BackTo(ApplicationState previous) => previous == Selected ? UnderReview : previous;

    /// <summary>Where a transition can lead from a state.</summary>
    public static IEnumerable<ApplicationState> Targets(Rule rule, ApplicationState from) => rule.To switch
    {
        Destination.Fixed to => [to.State],
        var to when to == Destination.Same => rule.Transition == Transition.AcceptLate && from == Lapsed
            ? [Draft, Preparation]
            : [from],
        var to when to == Destination.Gone => [],
        _ => All.Where(other => other.To == (Destination)from)
            .SelectMany(other => other.From).Select(BackTo).Distinct(),
    };
}

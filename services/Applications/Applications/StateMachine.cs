using static ProjetK.Applications.ApplicationState;

namespace ProjetK.Applications;

/// <summary>The whole life of an application: which step is possible where, and where it leads.</summary>
internal static class StateMachine
{
    /// <summary>The states in which a step is possible.</summary>
    public static IReadOnlyList<ApplicationState> From(Step step) => step switch
    {
        Step.Edit => [Draft, Preparation, EngagementSubmitted],
        Step.Sign => [Draft, Preparation],
        Step.SubmitIntent => [Draft],
        Step.ConfirmPopulation => [IntentSubmitted, Preparation],
        Step.AcceptIntent => [IntentSubmitted],
        Step.DeclareIneligible => [IntentSubmitted, Preparation, EngagementSubmitted],
        Step.SubmitEngagement => [Preparation],
        Step.StartReview => [EngagementSubmitted],
        Step.Select => [UnderReview, Waitlisted],
        Step.ConfirmSelection => [SelectionPending],
        Step.RefuseFunds => [SelectionPending],
        Step.Waitlist => [UnderReview],
        Step.Reject => [UnderReview, Waitlisted],
        Step.StartCooperation => [Selected],
        Step.OpenPlace => [Cooperation],
        Step.Terminate => [Cooperation],
        Step.Withdraw =>
            [Draft, IntentSubmitted, Preparation, EngagementSubmitted, UnderReview, SelectionPending, Selected, Waitlisted],
        Step.Lapse => [Draft, Preparation, Selected],
        Step.Reinstate => [Ineligible, NotSelected, Lapsed],
    };

    /// <summary>Where a step leads from a state in which it is possible; <paramref name="cameFrom"/> is where the
    /// application stood before the state that the step undoes.</summary>
    public static ApplicationState To(Step step, ApplicationState current, ApplicationState? cameFrom) => step switch
    {
        Step.Edit or Step.Sign or Step.ConfirmPopulation => current,
        Step.SubmitIntent => IntentSubmitted,
        Step.AcceptIntent => Preparation,
        Step.DeclareIneligible => Ineligible,
        Step.SubmitEngagement => EngagementSubmitted,
        Step.StartReview => UnderReview,
        Step.Select => SelectionPending,
        Step.ConfirmSelection => Selected,
        Step.RefuseFunds or Step.Reinstate =>
            cameFrom ?? throw new InvalidOperationException($"{current} does not know where it came from."),
        Step.Waitlist => Waitlisted,
        Step.Reject => NotSelected,
        Step.StartCooperation => Cooperation,
        Step.OpenPlace => Opened,
        Step.Terminate => Terminated,
        Step.Withdraw => Withdrawn,
        Step.Lapse => Lapsed,
    };

    /// <summary>True while the application holds its communes: none of them can apply twice to the same call.</summary>
    public static bool IsLive(ApplicationState state) =>
        state is IntentSubmitted or Preparation or EngagementSubmitted or UnderReview or SelectionPending or Selected
            or Cooperation or Waitlisted;

    /// <summary>True once the syndicate supports the territory: its communes cannot apply again.</summary>
    public static bool IsSupported(ApplicationState state) => state is Selected or Cooperation or Opened;
}

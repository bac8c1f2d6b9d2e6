using Grpc.Core;
using ProjetK.Foundation;
using ProjetK.ServiceDefaults;

namespace ProjetK.Applications.Tests;

public sealed class The_life_of_an_application
{
    /// <summary>The arrows of the contract, written down a second time on purpose.</summary>
    private static readonly string[] Arrows =
    [
        "Draft>IntentSubmitted", "IntentSubmitted>Preparation", "Preparation>EngagementSubmitted",
        "EngagementSubmitted>UnderReview", "UnderReview>SelectionPending", "SelectionPending>Selected",
        "Selected>Cooperation", "Cooperation>Opened",
        "Draft>Withdrawn", "IntentSubmitted>Withdrawn", "Preparation>Withdrawn", "EngagementSubmitted>Withdrawn",
        "UnderReview>Withdrawn", "SelectionPending>Withdrawn", "Selected>Withdrawn", "Waitlisted>Withdrawn",
        "IntentSubmitted>Ineligible", "Preparation>Ineligible", "EngagementSubmitted>Ineligible",
        "UnderReview>Waitlisted", "UnderReview>NotSelected", "Waitlisted>SelectionPending", "Waitlisted>NotSelected",
        "SelectionPending>UnderReview", "SelectionPending>Waitlisted",
        "Draft>Lapsed", "Preparation>Lapsed", "Selected>Lapsed",
        "Selected>Terminated", "Cooperation>Terminated", "Opened>Terminated",
        "Ineligible>IntentSubmitted", "Ineligible>Preparation", "Ineligible>EngagementSubmitted",
        "NotSelected>UnderReview", "NotSelected>Waitlisted", "Lapsed>Draft", "Lapsed>Preparation", "Lapsed>UnderReview",
        // The applicant does not know yet: for them it is the step from UNDER_REVIEW or WAITLISTED.
        "NotSelected>Withdrawn", "Lapsed>Withdrawn",
    ];

    [Fact]
    public void has_exactly_the_arrows_of_the_contract()
    {
        var reached = Examples.Reachable().SelectMany(application =>
            Examples.Steps
                .Except([Transition.RenewApplication])
                .Select(step => Examples.TryTake(application, step))
                .OfType<Application>()
                .Where(next => next.State != application.State)
                .Select(next => $"{application.State}>{next.State}"));

        Assert.Equal(Arrows.Order(), reached.Distinct().Order());
    }

    [Fact]
    public void reaches_every_state() =>
        Assert.Equal(Enum.GetValues<ApplicationState>(), Examples.Reachable().Select(a => a.State).Distinct().Order());

    [Fact]
    public void refuses_a_step_that_its_state_does_not_have_with_WRONG_STATE()
    {
        foreach (var application in Examples.Reachable())
        {
            foreach (var step in Examples.Steps.Where(step => !IsPossible(application, step)))
            {
                var refusal = Assert.Throws<DomainException>(() => Examples.Take(application, step));
                Assert.Equal((StatusCode.FailedPrecondition, "WRONG_STATE"), (refusal.Code, refusal.Reason));
                Assert.Equal(
                    EnumText.Of(application.StateFor(Transitions.Of(step))), refusal.Metadata["state"]);
                Assert.NotEmpty(refusal.Metadata["allowed"]);
            }
        }
    }

    private static bool IsPossible(Application application, Transition step) =>
        Transitions.Of(step).From.Contains(application.StateFor(Transitions.Of(step)));

    [Fact]
    public void counts_every_change_in_its_version()
    {
        foreach (var application in Examples.Reachable())
        {
            var all = Examples.Steps.Except([Transition.RenewApplication, Transition.DeleteApplication]).Select(step => Examples.TryTake(application, step)).OfType<Application>();
            foreach (var next in all)
                Assert.Equal(application.Version + 1, next.Version);
        }
    }

    [Fact]
    public void frees_its_communes_exactly_when_it_is_no_longer_live()
    {
        ApplicationState[] live =
        [
            ApplicationState.IntentSubmitted, ApplicationState.Preparation, ApplicationState.EngagementSubmitted,
            ApplicationState.UnderReview, ApplicationState.SelectionPending, ApplicationState.Selected,
            ApplicationState.Cooperation, ApplicationState.Waitlisted,
        ];

        Assert.Equal(live.Order(), Enum.GetValues<ApplicationState>().Where(state => state.IsLive()));
    }
}

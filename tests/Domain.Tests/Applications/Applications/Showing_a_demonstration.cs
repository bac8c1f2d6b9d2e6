namespace ProjetK.Applications.Tests;

public sealed class Showing_a_demonstration
{
    private static readonly DateTimeOffset Now = Some.Opening.AddDays(1);

    private static readonly IReadOnlyList<Application> All =
    [
        .. DemonstrationApplications.Examples(Examples.Call, Some.Published, Now).Select(one =>
            DemonstrationApplications.Make(
                one.Call, one.Example, Some.Communes(one.Example.Commune), one.Times)),
    ];

    [Fact]
    public void has_candidacies_in_every_state_that_needs_no_other_service() => Assert.Equal(
        Enum.GetValues<ApplicationState>().Except(
            [
                ApplicationState.Selected, ApplicationState.Cooperation, ApplicationState.Opened,
                ApplicationState.Terminated,
            ]),
        All.Select(application => application.State).Distinct().Order());

    [Fact]
    public void keeps_secret_what_is_not_announced_yet() => Assert.All(
        All.Where(one => one.Call.Id == "2026" && one.Decision is { Outcome: not Outcome.Ineligible }),
        one => Assert.Equal(ApplicationState.UnderReview, one.Shown?.State));

    [Fact]
    public void tells_the_winner_of_2023_as_soon_as_its_money_is_reserved()
    {
        var winner = All.Single(one => one.State == ApplicationState.SelectionPending)
            .ConfirmSelection(Examples.Grant, Now);
        Assert.Equal((ApplicationState.Selected, null), (winner.State, winner.Shown));
        Assert.NotNull(winner.Decision!.AnnounceTime);
        Assert.IsType<Events.DecisionsAnnounced>(winner.Events[^1]);
    }
}

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
    public void has_candidacies_in_every_state_that_needs_no_other_service_and_an_opened_place() => Assert.Equal(
        Enum.GetValues<ApplicationState>().Except(
            [
                ApplicationState.SelectionPending, ApplicationState.Selected, ApplicationState.Cooperation,
                ApplicationState.Terminated,
            ]),
        All.Select(application => application.State).Distinct().Order());

    [Fact]
    public void keeps_secret_what_is_not_announced_yet() => Assert.All(
        All.Where(one => one.Call.Id == "2026" && one.Decision is { Outcome: not Outcome.Ineligible }),
        one => Assert.Equal(ApplicationState.UnderReview, one.Shown?.State));

    [Fact]
    public void shows_the_winner_of_2023_as_the_other_services_do()
    {
        var winner = All.Single(one => one.State == ApplicationState.Opened);
        Assert.Equal(("2023", null), (winner.Call.Id, winner.Shown));
        Assert.NotNull(winner.Decision!.AnnounceTime);
        var started = Assert.Single(winner.Events.OfType<Events.CooperationStarted>());
        // The grant, its start and the opening are those of Funding's and Ecosystem's demonstrations.
        Assert.Equal(
            (new Guid("0198b7a0-0000-7000-8000-f00000000002"), new DateTimeOffset(2023, 10, 16, 9, 0, 0, TimeSpan.Zero)),
            (started.GrantId, started.StartTime));
        Assert.Equal(
            new DateTimeOffset(2024, 6, 22, 9, 0, 0, TimeSpan.Zero),
            Assert.IsType<Events.PlaceOpened>(winner.Events[^1]).OpenTime);
    }
}

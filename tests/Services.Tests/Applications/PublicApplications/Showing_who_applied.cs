using Grpc.Core;
using ProjetK.Testing.Scenarios;
using Phase = ProjetK.Applications.V1.PublicApplication.Types.Phase;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.Applications.Tests;

public sealed class Showing_who_applied(ServicesStack stack) : PlayedIn2023(stack)
{
    private const string LeFieu = "33166", Gours = "33191", Verac = "33542", SaintPaul = "33458";

    [Fact]
    public async Task tells_the_public_of_letters_that_were_sent_and_of_nobody()
    {
        var round = await Round.Publish(Stack);
        var candidacy = await Candidacy.Draft(round, LeFieu, Gours);
        var draft = await Candidacy.Draft(round, Verac);
        Assert.Equal("NOT_FOUND", (await Refusal.Of(Get(candidacy))).Reason);
        Assert.Empty(await List(round));

        await candidacy.SubmitIntent();
        var seen = Assert.Single(await List(round));
        Assert.Equal(seen, await Get(candidacy, Wire.Json));
        Assert.Equal(
            ("Le Fieu, Gours", "Le lieu", Phase.IntentSubmitted, candidacy.Application.Reference),
            (seen.DisplayName, seen.Title, seen.Phase, seen.Reference));
        Assert.Equal([$"communes/{LeFieu}", $"communes/{Gours}"], seen.Communes);
        Assert.Equal(candidacy.Application.Population.Value, seen.Population);
        Assert.DoesNotContain("Martin", $"{seen}", StringComparison.Ordinal);
        Assert.Equal([seen], await List(round, commune: Gours));
        Assert.Empty(await List(round, commune: Verac));
        await draft.Withdraw();
        Assert.Equal("NOT_FOUND", (await Refusal.Of(Get(draft))).Reason);
    }

    [Fact]
    public async Task tells_nothing_of_a_choice_before_it_is_announced()
    {
        var round = await Round.Publish(Stack);
        var candidacy = await (await Candidacy.Draft(round, SaintPaul)).Reach(State.Selected);
        var seen = await Get(candidacy);
        Assert.Equal((Phase.UnderReview, null), (seen.Phase, seen.Decision));

        await Stack.Send<V1.Call>(new V1.AnnounceDecisionsRequest { Name = round.Call });
        seen = await Get(candidacy);
        Assert.Equal(
            (Phase.Selected, V1.PublicApplication.Types.Decision.Types.Outcome.Selected, "Retenu."),
            (seen.Phase, seen.Decision.Outcome, seen.Decision.PublicReason));
        Assert.DoesNotContain("Le meilleur projet.", $"{seen}", StringComparison.Ordinal);
        await candidacy.Withdraw();
    }

    [Fact]
    public async Task is_paged_without_a_gap()
    {
        var round = await Round.Publish(Stack);
        foreach (var commune in new[] { "33174", Verac, SaintPaul })
            await (await Candidacy.Draft(round, commune)).SubmitIntent();
        var (seen, token) = (new List<string>(), "");
        do
        {
            var page = await Stack.Send<V1.ListPublicApplicationsResponse>(new V1.ListPublicApplicationsRequest
            {
                Call = round.Call,
                PageSize = 1,
                PageToken = token,
            });
            seen.AddRange(page.PublicApplications.Select(application => application.Reference));
            token = page.NextPageToken;
        }
        while (token != "");
        Assert.Equal(3, seen.Distinct().Count());
        Assert.Equal(seen.OrderDescending(StringComparer.Ordinal), seen);
    }

    [Fact]
    public async Task in_numbers_is_for_the_yearly_report()
    {
        var round = await Round.Publish(Stack);
        var candidacy = await Candidacy.Draft(round, LeFieu, Gours);
        await candidacy.SubmitIntent();
        await Candidacy.Draft(round, Verac);
        Stack.Clock.Travel(Deck.DuringIntent.AddDays(2));
        await candidacy.AcceptIntent();

        var numbers = await Stack.Send<V1.CallStatistics>(
            new V1.GetCallStatisticsRequest { Name = round.Call }, Wire.Json, People.Auditor);
        var population = candidacy.Application.Population.Value;
        Assert.Equal((1, 2, population), (numbers.Applications, numbers.Communes, numbers.Population));
        Assert.Equal(
            [(State.Draft, 1), (State.Preparation, 1)],
            numbers.States.Select(count => (count.State, count.Applications)).Order());
        Assert.Equal(
            [(V1.Applicant.Types.Kind.Grouping, 1, population)],
            numbers.Kinds.Select(count => (count.Kind, count.Applications, count.Population)));
        Assert.Equal(1, Assert.Single(numbers.Epcis).Applications);
        Assert.Equal("CA du Libournais", numbers.Epcis[0].DisplayName);
        var delay = Assert.Single(numbers.Delays);
        Assert.Equal(
            (V1.CallStatistics.Types.Delay.Types.Step.IntentToAnswer, 1), (delay.Step, delay.Applications));
        Assert.Equal(2, delay.MedianDays, 0.1);
        Assert.Equal("PERMISSION_DENIED", (await Refusal.Of(Stack.Send<V1.CallStatistics>(
            new V1.GetCallStatisticsRequest { Name = round.Call }, by: candidacy.Mayor))).Reason);
    }

    private Task<V1.PublicApplication> Get(Candidacy candidacy, Wire wire = Wire.Grpc) =>
        Stack.Send<V1.PublicApplication>(
            new V1.GetPublicApplicationRequest { Name = $"publicApplications/{Id(candidacy.Name)}" }, wire);

    private async Task<IEnumerable<V1.PublicApplication>> List(Round round, string commune = "") =>
        (await Stack.Send<V1.ListPublicApplicationsResponse>(new V1.ListPublicApplicationsRequest
        {
            Call = round.Call,
            Commune = commune == "" ? "" : $"communes/{commune}",
        })).PublicApplications;
}

using Grpc.Core;
using ProjetK.Testing.Scenarios;

namespace ProjetK.Applications.Tests;

public sealed class Simulating_a_selection(ServicesStack stack) : PlayedIn2023(stack)
{
    private const string Fronsac = "33174", Perissac = "33317", Verac = "33542";

    [Fact]
    public async Task says_what_each_year_costs_and_what_the_envelope_pays_in_that_order()
    {
        var jury = await Jury.Call(Stack, euros: 300_000);
        // Of 1,130, 1,184 and 883 inhabitants.
        string[] names =
        [
            (await jury.Candidate(Fronsac)).Name, (await jury.Candidate(Perissac)).Name,
            (await jury.Candidate(Verac)).Name,
        ];

        var answer = await Simulate(jury, names);
        Assert.Equal(
            [(1_130, 158_200, true), (1_184, 165_760, false), (883, 123_620, true)],
            answer.Projects.Select(project => (project.Population, (int)project.Total.Units, project.Fits)));
        Assert.Equal(names, answer.Projects.Select(project => project.Application));
        Assert.Equal(
            [(1, 255_760, 63_940, 319_700), (2, 0, 63_940, 63_940), (3, 0, 63_940, 63_940)],
            answer.Years.Select(year => (year.Year_, (int)(year.Investment?.Units ?? 0), (int)year.Operating.Units,
                (int)year.Total.Units)));
        Assert.Equal(
            (447_580, 300_000, 18_180, 147_580, 2),
            (answer.Total.Units, answer.Available.Units, answer.Remaining.Units, answer.Missing.Units,
                answer.PlacesLeft));
        Assert.Equal(300_000m, await jury.Round.Available());
    }

    [Fact]
    public async Task is_refused_without_an_envelope_and_for_what_cannot_be_selected()
    {
        var jury = await Jury.Call(Stack);
        var candidacy = await jury.Candidate(Verac);
        var draft = new V1.Call(await Stack.Send<V1.Call>(new V1.GetCallRequest { Name = jury.Round.Call }));
        Assert.Equal(["applications[1]"], (await Refusal.Of(
            Simulate(jury, candidacy.Name, $"applications/{Guid.NewGuid()}"))).Fields);
        Assert.Equal(["applications"], (await Refusal.Of(Simulate(jury, candidacy.Name, candidacy.Name))).Fields);
        await candidacy.Withdraw();
        Assert.Equal("WRONG_STATE", (await Refusal.Of(Simulate(jury, candidacy.Name))).Reason);

        var poor = await Stack.Send<V1.Call>(new V1.CreateCallRequest { CallId = CallsOnTheStack.NewId(), Call = draft });
        Stack.Clock.Travel(Deck.Preparing);
        await Stack.Send<V1.Call>(new V1.PublishCallRequest { Name = poor.Name });
        Stack.Clock.Travel(Deck.DuringIntent);
        var other = await Candidacy.Draft(jury.Round with { Call = poor.Name }, Verac);
        await other.SubmitIntent();
        Assert.Equal(
            (StatusCode.FailedPrecondition, "ENVELOPE_MISSING"),
            (await Refusal.Of(Stack.Send<V1.SimulateSelectionResponse>(
                new V1.SimulateSelectionRequest { Call = poor.Name, Applications = { other.Name } }))).Kind);
    }

    private Task<V1.SimulateSelectionResponse> Simulate(Jury jury, params string[] names) =>
        Stack.Send<V1.SimulateSelectionResponse>(
            new V1.SimulateSelectionRequest { Call = jury.Round.Call, Applications = { names } }, Wire.Json);
}

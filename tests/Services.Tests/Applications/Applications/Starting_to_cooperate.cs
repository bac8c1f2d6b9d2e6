using Grpc.Core;
using ProjetK.Testing.Scenarios;
using Decided = ProjetK.Applications.V1.Application.Types.Decision.Types.Outcome;
using Stage = ProjetK.Ecosystem.V1.Territory.Types.Stage;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.Applications.Tests;

public sealed class Starting_to_cooperate(ServicesStack stack) : PlayedIn2023(stack)
{
    private const string Puisseguin = "33342", Opened = "33416";

    [Fact]
    public async Task waits_for_the_announcement_the_team_and_the_agreement()
    {
        var round = await Round.Publish(Stack);
        var candidacy = await (await Candidacy.Draft(round, Puisseguin)).Reach(State.Selected);
        var refusal = await Refusal.Of(Start(candidacy));
        Assert.Equal(
            (StatusCode.FailedPrecondition, "WRONG_STATE", "false"),
            (refusal.Code, refusal.Reason, refusal.Metadata["announced"]));

        await Stack.Send<V1.Call>(new V1.AnnounceDecisionsRequest { Name = round.Call });
        Assert.Equal("SUPPORT_TEAM_INCOMPLETE", (await Refusal.Of(Start(candidacy))).Reason);
        await candidacy.Accompany();
        Assert.Equal("GRANT_NOT_COMMITTED", (await Refusal.Of(Start(candidacy))).Reason);
        Assert.Equal("GRANT_NOT_COMMITTED", (await Refusal.Of(Stack.Send<V1.Application>(
            new V1.TerminateCooperationRequest { Name = candidacy.Name, Reason = "Plus personne." }))).Reason);
        await candidacy.Withdraw();
    }

    [Fact]
    public async Task leads_to_an_opened_place_and_ends_early_by_two_managers_alone()
    {
        var candidacy = await (await Candidacy.Draft(await Round.Publish(Stack), Opened)).Reach(State.Selected);
        await candidacy.Cooperate();
        Assert.Equal(State.Cooperation, candidacy.Application.State);
        await Reaches(candidacy, Stage.Cooperating);
        Assert.Equal("CENTRAL_SITE_MISSING", (await Refusal.Of(Stack.Send<V1.Application>(
            new V1.OpenPlaceRequest { Name = candidacy.Name }))).Reason);
        Assert.Equal("WRONG_STATE", (await Refusal.Of(candidacy.Withdraw())).Reason);

        await candidacy.Open();
        Assert.Equal(State.Opened, candidacy.Application.State);
        await Reaches(candidacy, Stage.Open);

        var asked = await Stack.Send<V1.Application>(
            new V1.TerminateCooperationRequest { Name = candidacy.Name, Reason = "Le lieu a fermé." });
        Assert.Equal((State.Opened, "TerminateCooperation"), (asked.State, asked.PendingDecision.Action));
        var ended = await Stack.Send<V1.Application>(
            new V1.ApproveDecisionRequest { Name = candidacy.Name }, by: People.SecondManager);
        Assert.Equal(
            (State.Terminated, Decided.Terminated, "Le lieu a fermé."),
            (ended.State, ended.Decision.Outcome, ended.Decision.Reason));
        await Reaches(candidacy, Stage.Dormant);
    }

    private Task Reaches(Candidacy candidacy, Stage stage) => Eventually.Get(
        () => Stack.Send<Ecosystem.V1.Territory>(
            new Ecosystem.V1.GetTerritoryRequest { Name = candidacy.Application.Territory }),
        territory => territory.Stage == stage, $"a territory that is {stage}");

    private Task<V1.Application> Start(Candidacy candidacy) =>
        Stack.Send<V1.Application>(new V1.StartCooperationRequest { Name = candidacy.Name });
}

using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using ProjetK.Testing.Scenarios;
using Decided = ProjetK.Applications.V1.Application.Types.Decision.Types.Outcome;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.Applications.Tests;

/// <summary>What one manager asks for and another one must approve.</summary>
public sealed class Deciding_by_two(ServicesStack stack) : PlayedIn2023(stack)
{
    private const string Tauriac = "33525", Lussac = "33261";

    [Fact]
    public async Task reinstates_what_lapsed_until_a_time_of_its_own()
    {
        var candidacy = await Lapsed(Tauriac);
        Assert.Equal(["until_time"], (await Refusal.Of(Ask(candidacy, null))).Fields);

        var asked = await Ask(candidacy, Deck.DuringSelection.AddDays(10));

        Assert.Equal(State.Lapsed, asked.State);
        Assert.Equal(
            ("ReinstateApplication", "Le courrier était perdu.", People.Manager.Subject),
            (asked.PendingDecision.Action, asked.PendingDecision.Reason, asked.PendingDecision.Author));
        Assert.Contains(asked.BlockedActions, one => one is
        { Action: "ApproveDecision", Reason: "SECOND_PERSON_REQUIRED" });
        var seen = await Stack.Send<V1.Application>(
            new V1.GetApplicationRequest { Name = candidacy.Name }, by: candidacy.Mayor);
        Assert.Null(seen.PendingDecision);
        Assert.NotEqual(asked.Etag, seen.Etag);

        var refusal = await Refusal.Of(Approve(candidacy, People.Manager));
        Assert.Equal((StatusCode.FailedPrecondition, "SECOND_PERSON_REQUIRED"), refusal.Kind);
        Assert.Equal("SECOND_PERSON_REQUIRED", (await Refusal.Of(Ask(candidacy, Deck.DuringSelection.AddDays(20)))).Reason);

        var approved = await Approve(candidacy, People.SecondManager);

        Assert.Equal((State.Preparation, Decided.Reinstated), (approved.State, approved.Decision.Outcome));
        Assert.Null(approved.PendingDecision);
        Assert.Equal(V1.Deadline.Types.Kind.Engagement, Assert.Single(approved.OwnDeadlines).Kind);
        await Eventually.Get(
            () => Stack.Send<Ecosystem.V1.Territory>(
                new Ecosystem.V1.GetTerritoryRequest { Name = approved.Territory }),
            territory => territory.Stage == Ecosystem.V1.Territory.Types.Stage.Candidate, "a candidate again");
        Stack.Clock.Travel(Deck.DuringSelection.AddDays(11));
        Assert.Equal(State.Lapsed, (await candidacy.Read()).State);
    }

    [Fact]
    public async Task is_done_once_when_two_approve_at_the_same_time()
    {
        var candidacy = await Lapsed(Lussac);
        await Ask(candidacy, Deck.DuringSelection.AddDays(10));
        Task<V1.Application>[] approvals =
        [
            Approve(candidacy, People.Manager), Approve(candidacy, People.SecondManager),
            Approve(candidacy, People.SecondManager),
        ];

        await Assert.ThrowsAsync<RpcException>(() => Task.WhenAll(approvals));

        Assert.Equal(1, approvals.Count(approval => approval.IsCompletedSuccessfully));
        Assert.True(approvals[0].IsFaulted);
        Assert.Equal(State.Preparation, (await candidacy.Read()).State);
        await candidacy.Withdraw();
    }

    [Fact]
    public async Task ends_when_somebody_declines()
    {
        var candidacy = await Lapsed(Tauriac);
        await Ask(candidacy, Deck.DuringSelection.AddDays(10));

        var declined = await Stack.Send<V1.Application>(
            new V1.DeclineDecisionRequest { Name = candidacy.Name, Reason = "Trop tard." });

        Assert.Equal((State.Lapsed, "Trop tard."), (declined.State, declined.DeclinedDecision.DeclineReason));
        Assert.Null(declined.PendingDecision);
        Assert.Equal("WRONG_STATE", (await Refusal.Of(Approve(candidacy, People.SecondManager))).Reason);
    }

    private async Task<Candidacy> Lapsed(string commune)
    {
        var candidacy = await (await Candidacy.Draft(await Round.Publish(Stack), commune)).Reach(State.Preparation);
        await Eventually.Holds(
            () => Stack.Send<Ecosystem.V1.Territory>(
                new Ecosystem.V1.GetTerritoryRequest { Name = candidacy.Application.Territory }), "the territory");
        Stack.Clock.Travel(Deck.DuringSelection);
        Assert.Equal(State.Lapsed, (await candidacy.Read()).State);
        return candidacy;
    }

    private Task<V1.Application> Ask(Candidacy candidacy, DateTimeOffset? until) => Stack.Send<V1.Application>(
        new V1.ReinstateApplicationRequest
        {
            Name = candidacy.Name,
            Reason = "Le courrier était perdu.",
            UntilTime = until is { } time ? Timestamp.FromDateTimeOffset(time) : null,
        });

    private Task<V1.Application> Approve(Candidacy candidacy, Person by) =>
        Stack.Send<V1.Application>(new V1.ApproveDecisionRequest { Name = candidacy.Name }, by: by);
}

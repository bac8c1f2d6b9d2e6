using Grpc.Core;
using ProjetK.Testing.Scenarios;
using Kind = ProjetK.Ecosystem.V1.Actor.Types.Kind;
using Phase = ProjetK.Applications.V1.Call.Types.Phase;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.Applications.Tests;

public sealed class Closing_a_call_with_applications(ServicesStack stack) : PlayedIn2023(stack)
{
    private const string Tauriac = "33525", Fronsac = "33174";

    [Fact]
    public async Task is_refused_while_one_is_undecided()
    {
        var round = await Round.Publish(Stack);
        var candidacy = await Candidacy.Draft(round, Tauriac);
        var draft = await Candidacy.Draft(round, Fronsac);

        foreach (var undecided in new[] { State.EngagementSubmitted, State.UnderReview })
        {
            await candidacy.Reach(undecided);
            var refusal = await Refusal.Of(Close(round));
            Assert.Equal((StatusCode.FailedPrecondition, "WRONG_STATE"), refusal.Kind);
        }
        Assert.Equal(State.Lapsed, (await draft.Read()).State);

        await candidacy.Withdraw();
        Assert.Equal(Phase.Closed, (await Close(round)).Phase);
    }

    [Fact]
    public async Task lets_lapse_what_is_in_preparation_and_frees_its_communes()
    {
        var round = await Round.Publish(Stack);
        var candidacy = await (await Candidacy.Draft(round, Tauriac)).Reach(State.Preparation);
        await candidacy.Gather();
        await Close(round);

        Assert.Equal(State.Lapsed, (await candidacy.Read()).State);
        Assert.Empty(candidacy.Application.AllowedActions);
        Assert.Equal("WRONG_STATE", (await Refusal.Of(candidacy.WriteEngagement())).Reason);
        await Eventually.Get(
            () => Stack.Send<Ecosystem.V1.Territory>(
                new Ecosystem.V1.GetTerritoryRequest { Name = candidacy.Application.Territory }),
            territory => territory.Stage == Ecosystem.V1.Territory.Types.Stage.Dormant, "a dormant territory");
    }

    [Fact]
    public async Task is_refused_at_the_moment_of_an_engagement()
    {
        var round = await Round.Publish(Stack);
        var candidacy = await (await Candidacy.Draft(round, Tauriac)).Reach(State.Preparation);
        Stack.Clock.Travel(Deck.DuringEngagement);
        await candidacy.Gather(Kind.Public, Kind.Private, Kind.Association);
        await candidacy.WriteEngagement();
        Task<V1.SubmitEngagementResponse> engaging;
        Task<V1.Call> closing;

        await using (await HeldRow.OfApplication(Stack, Id(candidacy.Name)))
        {
            engaging = Stack.Send<V1.SubmitEngagementResponse>(
                new V1.SubmitEngagementRequest { Name = candidacy.Name });
            await AreWaiting(1);
            closing = Close(round);
            await AreWaiting(2);
        }

        Assert.Equal(State.EngagementSubmitted, (await engaging).Application.State);
        Assert.Equal("WRONG_STATE", (await Refusal.Of(closing)).Reason);
        var call = await Stack.Send<V1.Call>(new V1.GetCallRequest { Name = round.Call });
        Assert.NotEqual(Phase.Closed, call.Phase);
    }

    private Task AreWaiting(long transactions) => Eventually.Get(
        async () => (long)(await Sql("applications", """
            SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
            """))!,
        waiting => waiting >= transactions, $"{transactions} transactions to wait");

    private Task<V1.Call> Close(Round round) =>
        Stack.Send<V1.Call>(new V1.CloseCallRequest { Name = round.Call });
}

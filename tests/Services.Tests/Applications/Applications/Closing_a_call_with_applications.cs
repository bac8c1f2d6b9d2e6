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

        await candidacy.Reach(State.IntentSubmitted);
        await IsRefused("INTENT_SUBMITTED");
        Assert.Equal(State.Draft, (await draft.Read()).State);
        await candidacy.Reach(State.EngagementSubmitted);
        await IsRefused("ENGAGEMENT_SUBMITTED");
        await candidacy.Reach(State.UnderReview);
        await IsRefused("UNDER_REVIEW");
        Assert.Equal(State.Lapsed, (await draft.Read()).State);

        async Task IsRefused(string waiting)
        {
            var refusal = await Refusal.Of(Close(round));
            Assert.Equal((StatusCode.FailedPrecondition, "WRONG_STATE"), refusal.Kind);
            Assert.Equal("1", refusal.Metadata[waiting]);
        }

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

    [Fact]
    public async Task lets_lapse_a_draft_that_is_begun_at_that_moment()
    {
        var round = await Round.Publish(Stack);
        var earlier = await Candidacy.Draft(round, Fronsac);
        Task<Candidacy> beginning;
        Task<V1.Call> closing;

        await using (await HeldRow.OfApplication(Stack, Id(earlier.Name)))
        {
            closing = Close(round);
            await AreWaiting(1);
            beginning = Candidacy.Draft(round, Tauriac);
            await AreWaiting(2);
        }

        Assert.Equal(Phase.Closed, (await closing).Phase);
        Assert.Equal("CALL_NOT_OPEN", (await Refusal.Of(beginning)).Reason);
        Assert.Equal(State.Lapsed, (await earlier.Read()).State);
    }

    [Fact]
    public async Task is_possible_once_who_never_answered_is_declared_ineligible()
    {
        var round = await Round.Publish(Stack);
        var candidacy = await (await Candidacy.Draft(round, Tauriac)).Reach(State.IntentSubmitted);
        Stack.Clock.Travel(Deck.DuringSelection);
        Assert.Equal("DEADLINE_PASSED", (await Refusal.Of(candidacy.AcceptIntent())).Reason);

        var declared = await Stack.Send<V1.Application>(
            new V1.DeclareIneligibleRequest { Name = candidacy.Name, Reason = "Hors délai." });

        Assert.Equal((State.Ineligible, "Hors délai."), (declared.State, declared.Decision.Reason));
        Assert.Equal(Phase.Closed, (await Close(round)).Phase);
    }

    private Task AreWaiting(long transactions) => Eventually.Get(
        async () => (long)(await Sql("applications", """
            SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
            """))!,
        waiting => waiting >= transactions, $"{transactions} transactions to wait");

    private Task<V1.Call> Close(Round round) =>
        Stack.Send<V1.Call>(new V1.CloseCallRequest { Name = round.Call });
}

using ProjetK.Testing.Scenarios;
using Stage = ProjetK.Ecosystem.V1.Territory.Types.Stage;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.Applications.Tests;

public sealed class Lapsing_at_a_deadline(ServicesStack stack) : PlayedIn2023(stack)
{
    private const string Tauriac = "33525", Fronsac = "33174";

    [Fact]
    public async Task is_seen_at_once_by_who_reads_and_in_lists()
    {
        var round = await Round.Publish(Stack);
        var draft = await Candidacy.Draft(round, Fronsac);
        Stack.Clock.Travel(Deck.IntentDeadline.AddSeconds(1));

        Assert.Equal(State.Lapsed, (await draft.Read()).State);
        Assert.Equal(["ReinstateApplication", "AcceptLate"], draft.Application.AllowedActions);
        Assert.Equal("DEADLINE_PASSED", (await Refusal.Of(draft.SubmitIntent())).Reason);
        Assert.Equal([draft.Name], await Names(round, State.Lapsed));
        Assert.Empty(await Names(round, State.Draft));
    }

    [Fact]
    public async Task is_written_down_and_lets_the_territory_sleep()
    {
        var candidacy = await (await Candidacy.Draft(await Round.Publish(Stack), Tauriac)).Reach(State.Preparation);
        await candidacy.Gather();
        Stack.Clock.Travel(Deck.EngagementDeadline.AddSeconds(1));

        await Eventually.Get(
            () => Stack.Send<Ecosystem.V1.Territory>(
                new Ecosystem.V1.GetTerritoryRequest { Name = candidacy.Application.Territory }),
            territory => territory.Stage == Stage.Dormant, "a dormant territory", TimeSpan.FromMinutes(1));
        var history = await Stack.Send<V1.ListHistoryResponse>(new V1.ListHistoryRequest { Parent = candidacy.Name });
        Assert.Equal(
            ("Lapse", State.Preparation, State.Lapsed),
            (history.Entries[^1].Action, history.Entries[^1].FromState, history.Entries[^1].ToState));
    }

    private async Task<IEnumerable<string>> Names(Round round, State state) =>
        (await Stack.Send<V1.ListApplicationsResponse>(
            new V1.ListApplicationsRequest { Call = round.Call, State = state })).Applications.Select(one => one.Name);
}

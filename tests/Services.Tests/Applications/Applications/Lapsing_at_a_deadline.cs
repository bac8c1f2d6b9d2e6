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

    [Fact]
    public async Task is_told_even_when_somebody_asks_to_undo_it_before_it_is_written_down()
    {
        var candidacy = await (await Candidacy.Draft(await Round.Publish(Stack), Tauriac)).Reach(State.Preparation);
        var etag = candidacy.Application.Etag;
        await candidacy.Gather();
        Stack.Clock.Travel(Deck.EngagementDeadline.AddSeconds(1));

        await Stack.Send<V1.Application>(new V1.AcceptLateRequest
        {
            Name = candidacy.Name,
            Etag = etag,
            Letter = V1.Deadline.Types.Kind.Engagement,
            UntilTime = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(Deck.EngagementDeadline.AddDays(9)),
            Reason = "Panne.",
        });

        var history = await Stack.Send<V1.ListHistoryResponse>(new V1.ListHistoryRequest { Parent = candidacy.Name });
        Assert.Equal(
            [("Lapse", State.Preparation, State.Lapsed), ("AcceptLate", State.Lapsed, State.Preparation)],
            history.Entries.TakeLast(2).Select(line => (line.Action, line.FromState, line.ToState)));
        Assert.Equal(("applications", ""), (history.Entries[^2].Service, history.Entries[^2].Person));
        var told = await Stack.Send<V1.ListNotificationsResponse>(
            new V1.ListNotificationsRequest { PageSize = 1000 }, by: candidacy.Mayor);
        Assert.Equal(
            [V1.Notification.Types.Kind.Lapsed, V1.Notification.Types.Kind.Reinstated],
            told.Notifications.Where(one => one.Application == candidacy.Name).Reverse().TakeLast(2)
                .Select(one => one.Kind).Order());
        await candidacy.Withdraw();
    }

    private async Task<IEnumerable<string>> Names(Round round, State state) =>
        (await Stack.Send<V1.ListApplicationsResponse>(
            new V1.ListApplicationsRequest { Call = round.Call, State = state })).Applications.Select(one => one.Name);
}

using Google.Protobuf;
using Grpc.Core;
using ProjetK.Testing.Scenarios;
using static ProjetK.Auth.V1.Access.Types;
using Decided = ProjetK.Applications.V1.Application.Types.Decision.Types.Outcome;
using Phase = ProjetK.Applications.V1.Call.Types.Phase;
using Stage = ProjetK.Ecosystem.V1.Territory.Types.Stage;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.Applications.Tests;

/// <summary>Whoever is not of the syndicate is told nothing before, by whatever they ask.</summary>
public sealed class Announcing_decisions(ServicesStack stack) : PlayedIn2023(stack)
{
    private const string Marsas = "33272", Maransin = "33264", Bonzac = "33062", Virsac = "33553";

    [Fact]
    public async Task tells_everybody_at_once_and_nobody_before()
    {
        var round = await Round.Publish(Stack, rules: call => call.Places = 2);
        var chosen = await Judged(round, Marsas);
        var waiting = await Judged(round, Maransin);
        var rejected = await Judged(round, Bonzac);
        Candidacy[] all = [chosen, waiting, rejected];
        var before = await Everything(round, all);

        await chosen.Reach(State.Selected);
        await Waitlist(waiting);
        await Reject(rejected);

        Assert.Equal(before, await Everything(round, all));
        Assert.Equal(
            [State.Selected, State.Waitlisted, State.NotSelected],
            [(await Get(chosen.Name)).State, (await Get(waiting.Name)).State, (await Get(rejected.Name)).State]);

        var call = await Announce(round);

        Assert.Equal(Phase.Cooperation, call.Phase);
        Assert.NotNull(call.AnnounceTime);
        Assert.Equal(
            [
                (State.Selected, Decided.Selected, "Le meilleur projet."),
                (State.Waitlisted, Decided.Waitlisted, "Pas de place."),
                (State.NotSelected, Decided.Rejected, "Un autre projet."),
            ],
            await Task.WhenAll(all.Select(async candidacy =>
            {
                var seen = await As(candidacy.Mayor, candidacy.Name);
                Assert.Equal(call.AnnounceTime, seen.Decision.AnnounceTime);
                return (seen.State, seen.Decision.Outcome, seen.Decision.Reason);
            })));
        Assert.Equal("AnnounceDecisions", (await History(rejected)).Last().Action);
        Assert.Equal(
            (State.UnderReview, State.NotSelected),
            ((await History(rejected)).Last().FromState, (await History(rejected)).Last().ToState));
        await Eventually.Get(() => Territory(rejected), one => one.Stage == Stage.Dormant, "a dormant territory");
        Assert.Equal(Stage.Candidate, (await Territory(waiting)).Stage);
        await chosen.Withdraw();
        await waiting.Withdraw();
    }

    [Fact]
    public async Task waits_the_first_time_for_the_last_letter_of_engagement_and_can_be_repeated()
    {
        var round = await Round.Publish(Stack, rules: call => call.Places = 2);
        var first = await Judged(round, Marsas);
        var second = await Judged(round, Virsac);
        await Waitlist(first);

        var refusal = await Refusal.Of(Announce(round));
        Assert.Equal((StatusCode.FailedPrecondition, "WRONG_STATE"), refusal.Kind);
        Assert.Equal("1", refusal.Metadata["UNDER_REVIEW"]);
        Assert.Equal(State.UnderReview, (await As(first.Mayor, first.Name)).State);

        await Waitlist(second);
        var announced = await Announce(round);
        await Reject(second);
        Assert.Equal(State.Waitlisted, (await As(second.Mayor, second.Name)).State);
        var closing = await Refusal.Of(Close(round));
        Assert.Equal(("WRONG_STATE", "1"), (closing.Reason, closing.Metadata["NOT_ANNOUNCED"]));

        Assert.Equal(announced.AnnounceTime, (await Announce(round)).AnnounceTime);
        Assert.Equal(State.NotSelected, (await As(second.Mayor, second.Name)).State);
        Assert.Equal(Phase.Closed, (await Close(round)).Phase);
        Assert.Equal(State.NotSelected, (await As(first.Mayor, first.Name)).State);
    }

    [Fact]
    public async Task leaves_who_was_rejected_free_to_withdraw_until_then()
    {
        var round = await Round.Publish(Stack);
        var candidacy = await Judged(round, Bonzac);
        var etag = (await As(candidacy.Mayor, candidacy.Name)).Etag;
        await Reject(candidacy);

        var withdrawn = await Stack.Send<V1.Application>(
            new V1.WithdrawApplicationRequest { Name = candidacy.Name, Etag = etag }, by: candidacy.Mayor);

        Assert.Equal((State.Withdrawn, null), (withdrawn.State, withdrawn.Decision));
        Assert.Equal(
            (State.UnderReview, State.Withdrawn),
            ((await History(candidacy)).Last().FromState, (await History(candidacy)).Last().ToState));
        await Announce(round);
        Assert.Null((await As(candidacy.Mayor, candidacy.Name)).Decision);
    }

    /// <summary>What those who must not know are answered, but for the clock.</summary>
    private async Task<string> Everything(Round round, IReadOnlyList<Candidacy> all)
    {
        var answers = new List<IMessage>();
        Person[] readers = [all[0].Mayor, all[1].Mayor, all[2].Mayor, People.In(Role.Reviewer), People.In(Role.Facilitator)];
        foreach (var by in readers)
        {
            foreach (var order in new[] { "create_time", "update_time desc" })
                answers.Add(await List(new() { Call = round.Call, OrderBy = order }, by));
            foreach (var state in Enum.GetValues<State>())
                answers.Add(await List(new() { Call = round.Call, State = state }, by));
            foreach (var candidacy in all)
                answers.Add(await Answer<V1.Application>(new V1.GetApplicationRequest { Name = candidacy.Name }, by));
        }
        foreach (var candidacy in all)
        {
            answers.AddRange(await History(candidacy));
            answers.Add(await Territory(candidacy));
            answers.Add(await Stack.Send<V1.ListReviewsResponse>(
                new V1.ListReviewsRequest { Parent = candidacy.Name }, by: candidacy.Mayor));
            answers.Add(await Stack.Send<V1.CheckEligibilityResponse>(
                new V1.CheckEligibilityRequest { Call = round.Call, Applicant = candidacy.Application.Applicant },
                by: People.Nobody));
        }
        answers.Add(await Stack.Send<V1.Call>(new V1.GetCallRequest { Name = round.Call }, by: People.Nobody));
        answers.Add(await Stack.Send<V1.ListPublicApplicationsResponse>(
            new V1.ListPublicApplicationsRequest { Call = round.Call }, by: People.Nobody));
        answers.Add(await Stack.Send<Ecosystem.V1.ListTerritoriesResponse>(
            new Ecosystem.V1.ListTerritoriesRequest { Call = round.Call }, by: People.Nobody));
        return string.Join('\n', answers);
    }

    private Task<IMessage> List(V1.ListApplicationsRequest request, Person by) =>
        Answer<V1.ListApplicationsResponse>(request, by);

    /// <summary>The answer, or the refusal of what is not theirs.</summary>
    private async Task<IMessage> Answer<T>(IMessage request, Person by) where T : class, IMessage<T>, new()
    {
        try
        {
            return await Stack.Send<T>(request, by: by);
        }
        catch (RpcException refusal) when (refusal.StatusCode == StatusCode.NotFound)
        {
            return new V1.Application();
        }
    }

    private async Task<Candidacy> Judged(Round round, string commune)
    {
        Stack.Clock.Travel(Deck.DuringIntent);
        return await (await Candidacy.Draft(round, commune)).Reach(State.UnderReview);
    }

    private Task<V1.Application> As(Person by, string name) =>
        Stack.Send<V1.Application>(new V1.GetApplicationRequest { Name = name }, by: by);

    private async Task<IReadOnlyList<V1.HistoryEntry>> History(Candidacy candidacy) =>
        (await Stack.Send<V1.ListHistoryResponse>(
            new V1.ListHistoryRequest { Parent = candidacy.Name }, by: candidacy.Mayor)).Entries;

    private Task<Ecosystem.V1.Territory> Territory(Candidacy candidacy) => Stack.Send<Ecosystem.V1.Territory>(
        new Ecosystem.V1.GetTerritoryRequest { Name = candidacy.Application.Territory }, by: People.Nobody);

    private Task<V1.Application> Waitlist(Candidacy candidacy) => Stack.Send<V1.Application>(
        new V1.WaitlistApplicationRequest { Name = candidacy.Name, Reason = "Pas de place.", PublicReason = "Attend." });

    private Task<V1.Application> Reject(Candidacy candidacy) => Stack.Send<V1.Application>(
        new V1.RejectApplicationRequest { Name = candidacy.Name, Reason = "Un autre projet." });

    private Task<V1.Call> Announce(Round round) =>
        Stack.Send<V1.Call>(new V1.AnnounceDecisionsRequest { Name = round.Call });

    private Task<V1.Call> Close(Round round) =>
        Stack.Send<V1.Call>(new V1.CloseCallRequest { Name = round.Call });
}

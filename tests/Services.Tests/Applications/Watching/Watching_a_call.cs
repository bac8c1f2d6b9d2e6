using Grpc.Core;
using ProjetK.Testing.Scenarios;
using Event = ProjetK.Applications.V1.WatchCallResponse.EventOneofCase;
using Phase = ProjetK.Applications.V1.PublicApplication.Types.Phase;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.Applications.Tests;

public sealed class Watching_a_call(ServicesStack stack) : PlayedIn2023(stack)
{
    private const string Teuillac = "33530", Fronsac = "33174";

    [Fact]
    public async Task begins_with_a_snapshot_and_tells_what_happens_then()
    {
        var round = await Round.Publish(Stack);
        using var watcher = Watcher.Of(Stack, round.Call);
        var snapshot = (await watcher.Next()).Snapshot;
        Assert.Equal((round.Call, V1.Call.Types.Phase.Intent), (snapshot.Call.Name, snapshot.Call.Phase));
        Assert.Empty(snapshot.Counts.Phases);

        // A draft is nobody's business.
        var candidacy = await Candidacy.Draft(round, Teuillac);
        await candidacy.SubmitIntent();
        Assert.Equal([(Phase.IntentSubmitted, 1)], Counts(await watcher.News(Event.Counts)));
        await candidacy.AcceptIntent();
        Assert.Equal([(Phase.Preparation, 1)], Counts(await watcher.News(Event.Counts)));
        // Nobody does anything: the clock alone.
        Stack.Clock.Travel(Deck.DuringEngagement);
        Assert.Equal(V1.Call.Types.Phase.Engagement, (await watcher.News(Event.Call)).Call.Phase);
    }

    [Fact]
    public async Task goes_on_where_it_broke_without_a_gap_and_without_repeating()
    {
        var round = await Round.Publish(Stack);
        var candidacy = await Candidacy.Draft(round, Fronsac);
        string token;
        using (var watcher = Watcher.Of(Stack, round.Call))
        {
            await watcher.Next();
            await candidacy.SubmitIntent();
            await watcher.News(Event.Counts);
            token = watcher.Token;
        }
        // What happens while nobody watches is written down step by step.
        using (var other = Watcher.Of(Stack, round.Call))
        {
            Assert.Equal([(Phase.IntentSubmitted, 1)], (await other.Next()).Snapshot.Counts.Phases
                .Select(count => (count.Phase, count.Applications)));
            await candidacy.AcceptIntent();
            await other.News(Event.Counts);
            await candidacy.Withdraw();
            await other.News(Event.Counts);
        }

        using var again = Watcher.Of(Stack, round.Call, token);
        Assert.Equal([(Phase.Preparation, 1)], Counts(await again.News()));
        Assert.Equal([(Phase.Withdrawn, 1)], Counts(await again.News()));
        Assert.Equal(Event.Heartbeat, (await again.Next()).EventCase);
    }

    [Fact]
    public async Task tells_a_decision_when_it_is_announced_and_the_applicant_learns_the_means()
    {
        var jury = await Jury.Call(Stack);
        var candidacy = await jury.Candidate(Teuillac);
        await jury.Review(candidacy, Jury.Member(), 4, 2);
        await candidacy.Reach(State.Selected);
        // What watchers are shown is written a moment after it happens.
        await Eventually.Holds(
            async () =>
            {
                using var early = Watcher.Of(Stack, jury.Round.Call);
                var phases = (await early.Next()).Snapshot.Counts.Phases;
                Assert.Equal([Phase.UnderReview], phases.Select(count => count.Phase));
            },
            "the count of what is under review");
        using var watcher = Watcher.Of(Stack, jury.Round.Call);
        Assert.Empty((await watcher.Next()).Snapshot.Decisions);
        Assert.Empty((await jury.List(candidacy, candidacy.Mayor)).Means);

        await Stack.Send<V1.Call>(new V1.AnnounceDecisionsRequest { Name = jury.Round.Call });
        Assert.Equal(V1.Call.Types.Phase.Cooperation, (await watcher.News(Event.Call)).Call.Phase);
        Assert.Equal([(Phase.Selected, 1)], Counts(await watcher.News()));
        var decision = (await watcher.News()).Decision;
        Assert.Equal(("Retenu.", Phase.Selected), (decision.Decision.PublicReason, decision.Phase));
        var seen = await jury.List(candidacy, candidacy.Mayor);
        Assert.Empty(seen.Reviews);
        Assert.Equal([("place", 4.0), ("people", 2.0)], seen.Means.Select(mean => (mean.Criterion, mean.Mean)));
        // The decision keeps what the jury thought of it.
        Assert.Equal(seen.Means, (await candidacy.Read()).Decision.Scores);
        using var later = Watcher.Of(Stack, jury.Round.Call);
        Assert.Equal([decision], (await later.Next()).Snapshot.Decisions);
        await candidacy.Withdraw();
    }

    [Fact]
    public async Task from_a_token_that_is_too_old_or_of_another_call_is_refused()
    {
        var round = await Round.Publish(Stack);
        var candidacy = await Candidacy.Draft(round, Teuillac);
        string token;
        using (var watcher = Watcher.Of(Stack, round.Call))
        {
            token = (await watcher.Next()).ResumeToken;
            await candidacy.SubmitIntent();
            await watcher.News(Event.Counts);
        }
        await Sql("applications", "DELETE FROM call_news WHERE call_id = $1", round.Call["calls/".Length..]);
        // As soon as nobody watches, nobody remembers.
        await Eventually.Holds(async () =>
        {
            using var late = Watcher.Of(Stack, round.Call, token);
            Assert.Equal(
                (StatusCode.FailedPrecondition, "RESUME_TOKEN_EXPIRED"), (await Refusal.Of(late.Next())).Kind);
        }, "the token to be too old");
        using var other = Watcher.Of(Stack, (await Round.Publish(Stack)).Call, token);
        Assert.Equal(["resume_token"], (await Refusal.Of(other.Next())).Fields);
        using var none = Watcher.Of(Stack, "calls/none");
        Assert.Equal("NOT_FOUND", (await Refusal.Of(none.Next())).Reason);
        await candidacy.Withdraw();
    }

    [Fact]
    public async Task over_JSON_gives_a_line_for_each_message()
    {
        var round = await Round.Publish(Stack);
        using var response = await Stack.Json.GetAsync(
            $"/v1/{round.Call}:watch", HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.Contains("\"snapshot\"", await lines.ReadLineAsync());
        for (var line = ""; !line!.Contains("\"heartbeat\"", StringComparison.Ordinal);)
            line = await lines.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));
    }

    private static IEnumerable<(Phase, int)> Counts(V1.WatchCallResponse news) =>
        news.Counts.Phases.Select(count => (count.Phase, count.Applications));
}

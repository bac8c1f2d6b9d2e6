using Grpc.Core;
using ProjetK.Events;
using ProjetK.Testing.Scenarios;
using static ProjetK.Auth.V1.Access.Types;
using ReviewStanding = ProjetK.Applications.V1.Review.Types.State;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.Applications.Tests;

public sealed class Judging_an_application(ServicesStack stack) : PlayedIn2023(stack)
{
    private readonly ServicesStack services = stack;

    private const string Billaux = "33052", Lussac = "33261", Prignac = "33339", Marcenais = "33266", Cars = "33100";

    [Fact]
    public async Task is_ones_own_until_ones_review_is_submitted()
    {
        var jury = await Jury.Call(Stack);
        var candidacy = await jury.Candidate(Billaux);
        var (one, other) = (Jury.Member(), Jury.Member());
        var others = await jury.Review(candidacy, other, 4, 2);
        var own = await jury.Start(await jury.Assign(candidacy, one), one);

        Assert.Equal([own], (await jury.List(candidacy, one)).Reviews);
        Assert.Empty((await jury.List(candidacy, one)).Means);
        Assert.Equal("NOT_FOUND", (await Refusal.Of(Get(others, one))).Reason);
        Assert.Equal("REVIEWS_MISSING", (await Refusal.Of(jury.Rank(one))).Reason);
        // Who submitted sees what is submitted, not what is being written.
        Assert.Equal([others], (await jury.List(candidacy, other)).Reviews);
        Assert.Equal(2, (await jury.List(candidacy, People.Manager)).Reviews.Count);

        await jury.Save(own, one, 0, 2);
        own = await jury.Submit(own, one);
        var seen = await jury.List(candidacy, one);
        Assert.Equal([others.Name, own.Name], seen.Reviews.Select(review => review.Name));
        Assert.Equal([("place", 2.0), ("people", 2.0)], seen.Means.Select(mean => (mean.Criterion, mean.Mean)));
        Assert.Equal(others, await Get(others, one));
        // (4 × 3 + 2) / 4 = 3.5 and (0 × 3 + 2) / 4 = 0.5: the mean is 2, they are 3 apart.
        var entry = Assert.Single((await jury.Rank(one)).Entries);
        Assert.Equal((1, 2.0, 3.0, 2), (entry.Rank, entry.Mean, entry.Spread, entry.Reviews));
    }

    [Fact]
    public async Task needs_a_score_for_every_criterion_and_takes_zero_for_one()
    {
        var jury = await Jury.Call(Stack);
        var reviewer = Jury.Member();
        var review = await jury.Assign(await jury.Candidate(Lussac), reviewer);
        var refusal = await Refusal.Of(jury.Save(review, reviewer, 0, null));
        Assert.Equal(("WRONG_STATE", "ASSIGNED"), (refusal.Reason, refusal.Metadata["state"]));
        review = await jury.Start(review, reviewer);
        review = await jury.Save(review, reviewer, 0, null);
        Assert.Equal([(true, 0), (false, 0)], review.Scores.Select(score => (score.HasScore_, score.Score_)));

        refusal = await Refusal.Of(jury.Submit(review, reviewer));
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_FIELD"), refusal.Kind);
        Assert.Equal(["scores.people"], refusal.Fields);
        Assert.Equal(["scores[0].score"], (await Refusal.Of(jury.Save(review, reviewer, 6, 0))).Fields);
        Assert.Equal(["scores[1].criterion"], (await Refusal.Of(Stack.Send<V1.Review>(new V1.SaveReviewRequest
        {
            Name = review.Name,
            Scores =
            {
                new V1.Review.Types.Score { Criterion = "place" },
                new V1.Review.Types.Score { Criterion = "shape" },
            },
        }, by: reviewer))).Fields);
        await jury.Save(review, reviewer, 0, 0);
        review = await jury.Submit(review, reviewer);
        Assert.Equal((ReviewStanding.Submitted, true, 0.0), (review.State, review.HasMean, review.Mean));
    }

    [Fact]
    public async Task is_for_those_who_are_asked_and_of_nothing_else()
    {
        var jury = await Jury.Call(Stack);
        var (candidacy, other) = (await jury.Candidate(Prignac), await jury.Candidate(Marcenais));
        var (asked, stranger) = (Jury.Member(), Jury.Member(Prignac));
        var review = await jury.Assign(candidacy, asked);
        Assert.Equal("ALREADY_EXISTS", (await Refusal.Of(jury.Assign(candidacy, asked))).Reason);

        Assert.Equal([candidacy.Name], await Listed(jury, asked));
        Assert.Equal(candidacy.Name, (await Stack.Send<V1.Application>(
            new V1.GetApplicationRequest { Name = candidacy.Name }, Wire.Json, asked)).Name);
        Assert.Equal("NOT_FOUND", (await Refusal.Of(Stack.Send<V1.Application>(
            new V1.GetApplicationRequest { Name = other.Name }, by: asked))).Reason);
        Assert.Empty(await Listed(jury, stranger));
        Assert.Equal("NOT_FOUND", (await Refusal.Of(jury.Start(review, stranger))).Reason);
        var writes = new Person("a manager who reviews", [Role.Manager, Role.Reviewer], []);
        Assert.Equal((StatusCode.PermissionDenied, "PERMISSION_DENIED"),
            (await Refusal.Of(jury.Start(review, writes))).Kind);
    }

    [Fact]
    public async Task starts_again_with_another_reviewer_or_after_a_return_and_counts_what_is_submitted()
    {
        var jury = await Jury.Call(Stack, minReviews: 2);
        var candidacy = await jury.Candidate(Cars);
        var (first, second, third) = (Jury.Member(), Jury.Member(), Jury.Member());
        var returned = await jury.Review(candidacy, first, 5, 5);
        var vanished = await jury.Start(await jury.Assign(candidacy, second), second);
        await Missing(jury, candidacy, 1);

        returned = await Stack.Send<V1.Review>(
            new V1.ReturnReviewRequest { Name = returned.Name, Reason = "Deux critères sont confondus." });
        Assert.Equal(ReviewStanding.Started, returned.State);
        await Missing(jury, candidacy, 0);
        await jury.Save(returned, first, 2, 2);
        await jury.Submit(returned, first);
        var gone = await Stack.Send<V1.Review>(
            new V1.UnassignReviewerRequest { Name = vanished.Name, Reason = "Ne répond plus." }, Wire.Json);
        Assert.Equal((ReviewStanding.Void, false), (gone.State, gone.Conflict));
        Assert.Empty(await Listed(jury, second));
        var last = await jury.Review(candidacy, third, 4, 4);

        var entry = Assert.Single((await jury.Rank(People.Manager)).Entries);
        Assert.Equal((3.0, 2, 0), (entry.Mean, entry.Reviews, entry.MissingReviews));
        Assert.Equal(3, (await jury.List(candidacy, People.Auditor)).Reviews.Count);
        // A conflict that comes up late takes a review back out.
        await Stack.Send<V1.Review>(
            new V1.DeclareConflictRequest { Name = last.Name, Reason = "Son employeur est partenaire." });
        await Missing(jury, candidacy, 1);
        Assert.Equal("CONFLICT_OF_INTEREST", (await Refusal.Of(jury.Assign(candidacy, third))).Reason);
        await jury.Review(candidacy, second, 3, 3);
        Assert.Equal(State.SelectionPending, (await jury.Select(candidacy)).State);
        await candidacy.Read();
        await candidacy.BeAnswered();
        await candidacy.Withdraw();
    }

    [Fact]
    public async Task by_two_at_once_counts_both_and_outlives_their_erasure_without_a_name()
    {
        var jury = await Jury.Call(Stack);
        var (candidacy, other) = (await jury.Candidate(Marcenais), await jury.Candidate(Lussac));
        Person[] members = [Jury.Member(), Jury.Member()];
        var reviews = new List<V1.Review>();
        foreach (var member in members)
        {
            var review = await jury.Start(await jury.Assign(candidacy, member), member);
            reviews.Add(await jury.Save(review, member, 1, 5));
        }
        await Task.WhenAll(reviews.Zip(members, jury.Submit));
        var open = await jury.Start(await jury.Assign(other, members[0]), members[0]);
        V1.Ranking.Types.Entry Of(V1.Ranking ranking) =>
            ranking.Entries.Single(entry => entry.Application == candidacy.Name);
        Assert.Equal((2.0, 2), (Of(await jury.Rank(People.Manager)).Mean, Of(await jury.Rank(People.Manager)).Reviews));

        await services.Ecosystem.Bus.Publish(
            new PersonErased(Id(members[0].Subject), DateTimeOffset.UnixEpoch, 2));
        await Eventually.Get(
            () => Sql("applications", "SELECT count(*) FROM reviews WHERE reviewer = $1", Id(members[0].Subject)),
            count => count is 0L, "the reviewer to be forgotten");
        Assert.Equal(
            ["", members[1].Subject], (await jury.List(candidacy, People.Manager)).Reviews.Select(one => one.Reviewer));
        Assert.Equal(2, Of(await jury.Rank(People.Manager)).Reviews);
        Assert.Equal(ReviewStanding.Void, (await Get(open, People.Manager)).State);
    }

    [Fact]
    public async Task is_done_once_when_it_is_sent_twice()
    {
        var jury = await Jury.Call(Stack);
        var reviewer = Jury.Member();
        var request = new V1.AssignReviewerRequest
        {
            Parent = (await jury.Candidate(Billaux)).Name,
            Reviewer = reviewer.Subject,
            RequestId = $"{Guid.NewGuid()}",
        };
        var twice = await Task.WhenAll(Stack.Send<V1.Review>(request), Stack.Send<V1.Review>(request, Wire.Json));
        Assert.Equal(twice[0], twice[1]);
        await jury.Start(twice[0], reviewer);
        Assert.Equal("ETAG_MISMATCH", (await Refusal.Of(Stack.Send<V1.Review>(
            new V1.SubmitReviewRequest { Name = twice[0].Name, Etag = twice[0].Etag }, by: reviewer))).Reason);
    }

    private async Task Missing(Jury jury, Candidacy candidacy, int there)
    {
        var refusal = await Refusal.Of(jury.Select(candidacy));
        Assert.Equal(
            ("REVIEWS_MISSING", $"{there}", "2"),
            (refusal.Reason, refusal.Metadata["reviews"], refusal.Metadata["required"]));
        var blocked = (await candidacy.Read()).BlockedActions.Single(action => action.Action == "SelectApplication");
        Assert.Equal(refusal.Reason, blocked.Reason);
    }

    private Task<V1.Review> Get(V1.Review review, Person by) =>
        Stack.Send<V1.Review>(new V1.GetReviewRequest { Name = review.Name }, by: by);

    private async Task<IEnumerable<string>> Listed(Jury jury, Person by) =>
        (await Stack.Send<V1.ListApplicationsResponse>(
            new V1.ListApplicationsRequest { Call = jury.Round.Call }, by: by)).Applications.Select(one => one.Name);
}

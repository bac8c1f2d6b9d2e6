using System.Globalization;
using Grpc.Core;
using ProjetK.Testing.Scenarios;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.Applications.Tests;

public sealed class Submitting_a_letter_of_intent(ServicesStack stack) : PlayedIn2023(stack)
{
    private const string Tauriac = "33525", Fronsac = "33174";

    [Theory, InlineData(Wire.Grpc), InlineData(Wire.Json)]
    public async Task twice_with_the_same_request_id_gives_the_same_answer(Wire wire)
    {
        var candidacy = await Candidacy.Draft(await Round.Publish(Stack), Tauriac);
        var request = new V1.SubmitIntentRequest { Name = candidacy.Name, RequestId = $"{Guid.NewGuid()}" };

        var first = await Stack.Send<V1.SubmitIntentResponse>(request, wire);
        var second = await Stack.Send<V1.SubmitIntentResponse>(request, wire);

        Assert.Equal(first, second);
        Assert.Equal(first.Application, await Stack.Send<V1.Application>(
            new V1.GetApplicationRequest { Name = candidacy.Name }, by: People.EveryMayor));
        await candidacy.Read();
        Assert.Equal(first.Receipt.Sha256, candidacy.Application.Intent.Sha256);
    }

    [Fact]
    public async Task twice_at_once_with_the_same_request_id_gives_the_same_answer()
    {
        var candidacy = await Candidacy.Draft(await Round.Publish(Stack), Tauriac);
        var id = $"{Guid.NewGuid()}";

        var answers = await Task.WhenAll(
            SubmitIntent(candidacy.Name, requestId: id), SubmitIntent(candidacy.Name, requestId: id));

        Assert.Equal(answers[0], answers[1]);
    }

    [Fact]
    public async Task under_the_request_id_of_another_request_is_refused()
    {
        var round = await Round.Publish(Stack);
        var (one, other) = (await Candidacy.Draft(round, Tauriac), await Candidacy.Draft(round, Fronsac));
        var id = $"{Guid.NewGuid()}";
        await SubmitIntent(one.Name, requestId: id);

        var refusal = await Refusal.Of(SubmitIntent(other.Name, requestId: id));

        Assert.Equal((StatusCode.AlreadyExists, "REQUEST_ID_REUSED"), refusal.Kind);
        Assert.Equal(State.Draft, (await other.Read()).State);
    }

    [Fact]
    public async Task twice_at_once_without_a_request_id_is_accepted_once()
    {
        var candidacy = await Candidacy.Draft(await Round.Publish(Stack), Tauriac);
        Task<V1.SubmitIntentResponse>[] submissions = [SubmitIntent(candidacy.Name), SubmitIntent(candidacy.Name)];

        var refusal = await Refusal.Of(Task.WhenAll(submissions));

        Assert.Equal((StatusCode.FailedPrecondition, "WRONG_STATE"), refusal.Kind);
        Assert.Equal(("INTENT_SUBMITTED", "DRAFT"), (refusal.Metadata["state"], refusal.Metadata["allowed"]));
        _ = Assert.Single(submissions, submission => submission.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task twice_for_the_same_commune_at_the_same_moment_is_accepted_once()
    {
        var round = await Round.Publish(Stack);
        var drafts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Candidacy.Draft(round, Tauriac)));
        var submissions = drafts.Select(draft => SubmitIntent(draft.Name)).ToArray();

        await Assert.ThrowsAnyAsync<RpcException>(() => Task.WhenAll(submissions));

        _ = Assert.Single(submissions, submission => submission.IsCompletedSuccessfully);
        foreach (var loser in submissions.Where(submission => submission.IsFaulted))
            Assert.Equal(
                (StatusCode.AlreadyExists, "COMMUNE_ALREADY_APPLYING"), (await Refusal.Of(loser)).Kind);
    }

    [Fact]
    public async Task that_is_refused_leaves_no_gap_between_references()
    {
        var round = await Round.Publish(Stack);
        var first = await SubmitIntent((await Candidacy.Draft(round, Tauriac)).Name);
        var rivals = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Candidacy.Draft(round, Fronsac)));
        var tooLarge = await Candidacy.Draft(round, "33243");

        await Refusal.Of(SubmitIntent(tooLarge.Name));
        var race = rivals.Select(rival => SubmitIntent(rival.Name)).ToArray();
        await Assert.ThrowsAnyAsync<RpcException>(() => Task.WhenAll(race));
        var last = await SubmitIntent((await Candidacy.Draft(round, "33006")).Name);

        Assert.StartsWith("K-2023-", first.Receipt.Reference, StringComparison.Ordinal);
        Assert.Equal(Number(first) + 2, Number(last));
    }

    [Fact]
    public async Task that_somebody_else_has_changed_is_refused_by_its_etag()
    {
        var candidacy = await Candidacy.Draft(await Round.Publish(Stack), Tauriac);
        var seen = candidacy.Application;
        var changed = await Update(seen, new() { Intent = new() { Text = "Cela nous intéresse vraiment." } });

        var refusal = await Refusal.Of(SubmitIntent(candidacy.Name, seen.Etag));

        Assert.Equal((StatusCode.Aborted, "ETAG_MISMATCH"), refusal.Kind);
        Assert.Equal(State.IntentSubmitted, (await SubmitIntent(candidacy.Name, changed.Etag)).Application.State);
    }

    [Fact]
    public async Task that_nobody_wrote_is_not_found() => Assert.Equal(
        (StatusCode.NotFound, "NOT_FOUND"), (await Refusal.Of(SubmitIntent($"applications/{Guid.NewGuid()}"))).Kind);

    private static int Number(V1.SubmitIntentResponse answer) =>
        int.Parse(answer.Receipt.Reference[^4..], CultureInfo.InvariantCulture);
}

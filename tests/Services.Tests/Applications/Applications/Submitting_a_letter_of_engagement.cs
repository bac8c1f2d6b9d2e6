using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using ProjetK.Testing.Scenarios;
using Kind = ProjetK.Ecosystem.V1.Actor.Types.Kind;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.Applications.Tests;

public sealed class Submitting_a_letter_of_engagement(ServicesStack stack) : PlayedIn2023(stack)
{
    private const string Tauriac = "33525";

    [Fact]
    public async Task with_too_few_actors_is_refused()
    {
        var candidacy = await Prepared();
        await candidacy.WriteEngagement();
        await candidacy.Gather(Kind.Public, Kind.School, Kind.Citizens);

        var refusal = await Refusal.Of(Submit(candidacy));

        Assert.Equal((StatusCode.FailedPrecondition, "INVOLVEMENT_INSUFFICIENT"), refusal.Kind);
        Assert.Equal(
            ("public 2, private 0, civil 1", "public 1, private 1, civil 1"),
            (refusal.Metadata["confirmed"], refusal.Metadata["required"]));

        await candidacy.Gather(Kind.Private);
        Assert.Equal(State.EngagementSubmitted, (await Submit(candidacy)).Application.State);
    }

    [Fact]
    public async Task names_all_that_the_letter_lacks()
    {
        var candidacy = await Prepared();
        var refusal = await Refusal.Of(Submit(candidacy));
        Assert.Equal((StatusCode.InvalidArgument, "LETTER_INCOMPLETE"), refusal.Kind);
        Assert.Equal(candidacy.Application.MissingFields, refusal.Fields);
        Assert.Equal(
            [
                "engagement.signatory", "engagement.text", "project.ambition", "project.attendance",
                "project.coordination", "project.land", "project.maturity", "project.shared_values",
            ],
            refusal.Fields.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task that_the_mayor_did_not_sign_is_refused()
    {
        var candidacy = await Prepared();
        await candidacy.WriteEngagement();
        await Update(candidacy.Application, new()
        {
            Engagement = new() { Signatory = new() { DisplayName = "Anne Roy", Function = "Secrétaire générale" } },
        });

        Assert.Equal(["engagement.signatory.function"], (await Refusal.Of(Submit(candidacy))).Fields);
    }

    [Fact]
    public async Task after_its_deadline_is_refused()
    {
        var candidacy = await Prepared();
        Stack.Clock.Travel(Deck.EngagementDeadline.AddSeconds(1));
        Assert.Equal(
            (StatusCode.FailedPrecondition, "DEADLINE_PASSED"), (await Refusal.Of(Submit(candidacy))).Kind);
    }

    [Fact]
    public async Task freezes_what_is_estimated_and_gives_a_receipt()
    {
        var candidacy = await (await Candidacy.Draft(await Round.Publish(Stack), Tauriac))
            .Reach(State.EngagementSubmitted);
        var estimate = candidacy.Application.GrantEstimate;
        Assert.Equal(
            (107_360L, 26_840L, 3, 134_200L, 187_880L),
            (estimate.Investment.Units, estimate.OperatingPerYear.Units, estimate.OperatingYears,
                estimate.FirstYear.Units, estimate.Total.Units));
        Assert.Equal("WRONG_STATE", (await Refusal.Of(Submit(candidacy))).Reason);
    }

    [Fact]
    public async Task twice_with_the_same_request_id_gives_the_same_answer()
    {
        var candidacy = await Prepared();
        await candidacy.Gather(Kind.Public, Kind.Private, Kind.Association);
        await candidacy.WriteEngagement();
        var id = $"{Guid.NewGuid()}";

        var first = await Submit(candidacy, id);
        await candidacy.Read();
        await candidacy.StartReview();

        Assert.Equal(first, await Submit(candidacy, id));
        Assert.Equal(first.Receipt.Reference, candidacy.Application.Reference);
    }

    [Fact]
    public async Task without_a_deliberation_is_accepted_but_not_reviewed_until_it_is_there()
    {
        var round = await Round.Publish(Stack, rules: call =>
            call.DeliberationDeadlineTime = Timestamp.FromDateTimeOffset(Deck.DuringSelection.AddDays(10)));
        var candidacy = await (await Candidacy.Draft(round, Tauriac)).Reach(State.Preparation);
        Stack.Clock.Travel(Deck.DuringEngagement);
        await candidacy.Gather(Kind.Public, Kind.Private, Kind.Association);
        await candidacy.WriteEngagement();
        await Update(candidacy.Application, new(), "engagement.deliberation");
        var submitted = (await Submit(candidacy)).Application;

        Assert.Equal(
            (StatusCode.FailedPrecondition, "DELIBERATION_MISSING"), (await Refusal.Of(candidacy.StartReview())).Kind);
        await Update(submitted, new()
        {
            Engagement = new()
            {
                Deliberation = new() { Number = "2023-09-14", Date = new() { Year = 2023, Month = 9, Day = 14 } },
            },
        });

        await candidacy.StartReview();
        Assert.Equal(State.UnderReview, candidacy.Application.State);
    }

    private async Task<Candidacy> Prepared()
    {
        var candidacy = await (await Candidacy.Draft(await Round.Publish(Stack), Tauriac)).Reach(State.Preparation);
        Stack.Clock.Travel(Deck.DuringEngagement);
        return candidacy;
    }

    private Task<V1.SubmitEngagementResponse> Submit(Candidacy candidacy, string requestId = "") =>
        Stack.Send<V1.SubmitEngagementResponse>(
            new V1.SubmitEngagementRequest { Name = candidacy.Name, RequestId = requestId });
}

using Google.Type;
using Grpc.Core;
using ProjetK.Funding.V1;
using ProjetK.Testing.Scenarios;
using Decided = ProjetK.Applications.V1.Application.Types.Decision.Types.Outcome;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.Applications.Tests;

public sealed class Choosing_an_application(ServicesStack stack) : PlayedIn2023(stack)
{
    private const string Marsas = "33272", Maransin = "33264", Bonzac = "33062", Porcheres = "33332", Virsac = "33553";

    [Fact]
    public async Task for_the_last_place_succeeds_for_one_of_two_at_once()
    {
        var round = await Round.Publish(Stack);
        var one = await (await Candidacy.Draft(round, Marsas)).Reach(State.UnderReview);
        Stack.Clock.Travel(Deck.DuringIntent);
        var other = await (await Candidacy.Draft(round, Maransin)).Reach(State.UnderReview);
        Task<V1.Application>[] choices = [Select(one.Name), Select(other.Name)];

        var refusal = await Refusal.Of(Task.WhenAll(choices));

        Assert.Equal((StatusCode.FailedPrecondition, "NO_PLACE_LEFT"), refusal.Kind);
        Assert.Equal("1", refusal.Metadata["places"]);
        var pending = await Assert.Single(choices, choice => choice.IsCompletedSuccessfully);
        Assert.Equal(State.SelectionPending, pending.State);
        var (winner, loser) = pending.Name == one.Name ? (one, other) : (other, one);
        Assert.Equal(State.UnderReview, (await loser.Read()).State);
        await winner.Read();
        await winner.Reach(State.Selected);
        Assert.Equal(Decided.Selected, winner.Application.Decision.Outcome);
        await winner.Withdraw();
        await loser.Select();
        await loser.Reach(State.Selected);
        await loser.Withdraw();
    }

    [Theory, InlineData(""), InlineData(" ")]
    public async Task says_why(string reason) => Assert.Equal(
        (StatusCode.InvalidArgument, "REASON_REQUIRED"),
        (await Refusal.Of(Select($"applications/{Guid.NewGuid()}", reason))).Kind);

    [Fact]
    public async Task is_possible_under_review_only()
    {
        var candidacy = await (await Candidacy.Draft(await Round.Publish(Stack), Marsas)).Reach(State.Preparation);
        var refusal = await Refusal.Of(Select(candidacy.Name));
        Assert.Equal(
            ("WRONG_STATE", "PREPARATION", "UNDER_REVIEW, WAITLISTED"),
            (refusal.Reason, refusal.Metadata["state"], refusal.Metadata["allowed"]));
    }

    [Fact]
    public async Task that_waits_for_its_money_is_listed_for_others_where_it_came_from()
    {
        var round = await Round.Publish(Stack);
        var candidacy = await (await Candidacy.Draft(round, Virsac)).Reach(State.UnderReview);
        async Task<int> Count(State state, Person by) => (await Stack.Send<V1.ListApplicationsResponse>(
            new V1.ListApplicationsRequest { Call = round.Call, State = state }, by: by)).Applications.Count;
        await using (await HeldRow.OfEnvelope(Stack, round.Envelope))
        {
            await candidacy.Select();
            Assert.Equal(1, await Count(State.UnderReview, candidacy.Mayor));
            Assert.Equal(0, await Count(State.SelectionPending, candidacy.Mayor));
            Assert.Equal(1, await Count(State.SelectionPending, People.Manager));
            Assert.Equal(0, await Count(State.UnderReview, People.Manager));
            await candidacy.Withdraw();
        }
    }

    [Fact]
    public async Task without_an_envelope_brings_it_back_under_review()
    {
        var published = await Round.Publish(Stack);
        Stack.Clock.Travel(Deck.Preparing);
        var call = await Stack.Send<V1.Call>(new V1.GetCallRequest { Name = published.Call });
        call.Title = "Sans enveloppe";
        var created = await Stack.Send<V1.Call>(
            new V1.CreateCallRequest { CallId = CallsOnTheStack.NewId(), Call = call });
        await Stack.Send<V1.Call>(new V1.PublishCallRequest { Name = created.Name });
        Stack.Clock.Travel(Deck.DuringIntent);

        var candidacy = await Candidacy.Draft(published with { Call = created.Name }, Bonzac);
        await candidacy.Reach(State.UnderReview);
        await candidacy.Select();
        await candidacy.BeAnswered();

        Assert.Equal(State.UnderReview, candidacy.Application.State);
        Assert.Equal(
            (Decided.FundsRefused, "ENVELOPE_MISSING"),
            (candidacy.Application.Decision.Outcome, candidacy.Application.Decision.Reason));
    }

    [Fact]
    public async Task for_more_than_is_left_names_what_is_missing_and_succeeds_once_it_was_voted()
    {
        var round = await Round.Publish(Stack, euros: 100_000);
        var candidacy = await (await Candidacy.Draft(round, Porcheres)).Reach(State.UnderReview);
        await candidacy.Select();
        await candidacy.BeAnswered();

        Assert.Equal(State.UnderReview, candidacy.Application.State);
        var decision = candidacy.Application.Decision;
        // 887 inhabitants cost 124,180 €. Figures in French are grouped by a space that does not break.
        Assert.Equal(Decided.FundsRefused, decision.Outcome);
        Assert.Equal("ENVELOPE_EXCEEDED : il manque 24 180,00 €.", decision.Reason.Replace('\u202f', ' '));
        Assert.Contains("SelectApplication", candidacy.Application.AllowedActions);
        // That there was no money is the syndicate's own.
        Assert.Null((await Stack.Send<V1.Application>(
            new V1.GetApplicationRequest { Name = candidacy.Name }, by: candidacy.Mayor)).Decision);

        await Stack.Send<Envelope>(new AmendEnvelopeRequest
        {
            Name = round.Envelope,
            Amount = new Money { CurrencyCode = "EUR", Units = 124_180 },
            Reason = "Décision modificative",
            Deliberation = "2023-42",
        });
        await candidacy.Select();
        await candidacy.Reach(State.Selected);

        Assert.Equal(
            (Decided.Selected, "Le meilleur projet.", "Retenu."),
            (candidacy.Application.Decision.Outcome, candidacy.Application.Decision.Reason,
                candidacy.Application.Decision.PublicReason));
        Assert.Equal(0m, await round.Available());
        await candidacy.Withdraw();
    }

    [Fact]
    public async Task that_is_withdrawn_before_the_answer_holds_no_money_in_the_end()
    {
        var round = await Round.Publish(Stack);
        var candidacy = await (await Candidacy.Draft(round, Virsac)).Reach(State.UnderReview);
        await using (await HeldRow.OfEnvelope(Stack, round.Envelope))
        {
            await candidacy.Select();
            Assert.Equal(State.SelectionPending, candidacy.Application.State);
            await candidacy.Withdraw();
        }

        await Eventually.Get(
            async () => (long)(await Sql("funding", """
                SELECT count(*) FROM applications a JOIN proposals p ON p.application = a.id
                WHERE a.id = $1 AND a.withdraw_version IS NOT NULL
                """, Id(candidacy.Name)))!,
            heard => heard == 1, "Funding to have heard of the proposal and of the withdrawal");
        Assert.Equal(600_000m, await round.Available());
        var grants = await Stack.Send<ListGrantsResponse>(new ListGrantsRequest { Application = candidacy.Name }, by: People.Manager);
        Assert.All(grants.Grants, grant => Assert.Equal(Grant.Types.State.Released, grant.State));
        Assert.Equal(State.Withdrawn, (await candidacy.Read()).State);
    }

    private Task<V1.Application> Select(string name, string reason = "Le meilleur projet.") =>
        Stack.Send<V1.Application>(new V1.SelectApplicationRequest { Name = name, Reason = reason });
}

using Grpc.Core;
using ProjetK.Testing.Scenarios;
using Asked = ProjetK.Applications.V1.CheckEligibilityResponse.Types.Prerequisite;
using State = ProjetK.Applications.V1.Application.Types.State;
using Status = ProjetK.Applications.V1.CheckEligibilityResponse.Types.Status;

namespace ProjetK.Applications.Tests;

public sealed class Competing_for_a_commune(ServicesStack stack) : PlayedIn2023(stack)
{
    private const string LeFieu = "33166", Gours = "33191", Tauriac = "33525", Verac = "33542", Cars = "33100";

    [Fact]
    public async Task shows_in_the_eligibility_of_a_rival()
    {
        var round = await Round.Publish(Stack);
        Assert.Equal((Status.Met, ""), await Availability(round, LeFieu, Gours));
        // With Puynormand just enough inhabitants: 505 and 305.
        var rival = await Candidacy.Draft(round, LeFieu, "33347");
        Assert.Equal((Status.Met, ""), await Availability(round, LeFieu, Gours));
        await rival.Reach(State.IntentSubmitted);

        Assert.Equal((Status.NotMet, "COMMUNE_ALREADY_APPLYING"), await Availability(round, LeFieu, Gours));
        Assert.Equal((Status.Met, ""), await Availability(round, Tauriac));
        Assert.Equal((Status.Met, ""), await Availability(await Round.Publish(Stack), LeFieu, Gours));
    }

    [Fact]
    public async Task ends_when_one_withdraws()
    {
        var round = await Round.Publish(Stack);
        var first = await (await Candidacy.Draft(round, Tauriac)).Reach(State.Preparation);
        var second = await Candidacy.Draft(round, Tauriac);
        Assert.Equal(
            (StatusCode.AlreadyExists, "COMMUNE_ALREADY_APPLYING"), (await Refusal.Of(second.SubmitIntent())).Kind);

        await first.Withdraw();
        Assert.Equal("Le conseil a changé d'avis.", first.Application.WithdrawalReason);
        Stack.Clock.Travel(Deck.DuringIntent);

        await second.Reach(State.IntentSubmitted);
    }

    [Fact]
    public async Task is_lost_in_a_later_call_to_who_is_supported_already()
    {
        var round = await Round.Publish(Stack);
        var selected = await (await Candidacy.Draft(round, Verac)).Reach(State.Selected);
        await Stack.Send<V1.Call>(new V1.AnnounceDecisionsRequest { Name = round.Call });
        var later = await Round.Publish(Stack);
        var again = await Candidacy.Draft(later, Verac);

        Assert.Equal((Status.NotMet, "COMMUNE_ALREADY_SUPPORTED"), await Availability(later, Verac));
        Assert.Equal(
            (StatusCode.AlreadyExists, "COMMUNE_ALREADY_SUPPORTED"), (await Refusal.Of(again.SubmitIntent())).Kind);

        await selected.Withdraw();
        await again.Reach(State.IntentSubmitted);
    }

    [Fact]
    public async Task in_two_calls_is_won_in_one_of_them()
    {
        var (one, other) = (await Round.Publish(Stack), await Round.Publish(Stack));
        var first = await (await Candidacy.Draft(one, Cars)).Reach(State.UnderReview);
        Stack.Clock.Travel(Deck.DuringIntent);
        var second = await (await Candidacy.Draft(other, Cars)).Reach(State.UnderReview);
        Task[] choices = [first.Select(), second.Select()];

        var refusal = await Refusal.Of(WhenAll(choices));

        Assert.Equal((StatusCode.AlreadyExists, "COMMUNE_ALREADY_SUPPORTED"), refusal.Kind);
        var (winner, loser) = choices[0].IsCompletedSuccessfully ? (first, second) : (second, first);
        await winner.Reach(State.Selected);
        Assert.Equal(State.UnderReview, (await loser.Read()).State);
        Assert.Equal("COMMUNE_ALREADY_SUPPORTED", (await Refusal.Of(loser.Select())).Reason);
        await winner.Withdraw();
        await loser.Reach(State.Selected);
        await loser.Withdraw();
    }

    [Fact]
    public async Task does_not_tell_others_of_a_choice_that_waits_for_its_money()
    {
        var (one, other) = (await Round.Publish(Stack), await Round.Publish(Stack));
        var first = await (await Candidacy.Draft(one, Cars)).Reach(State.UnderReview);
        await using (await HeldRow.OfEnvelope(Stack, one.Envelope))
        {
            await first.Select();
            Assert.Equal((Status.Met, ""), await Availability(other, Cars));
            await first.Withdraw();
        }
    }

    private static async Task<bool> WhenAll(Task[] tasks)
    {
        await Task.WhenAll(tasks);
        return true;
    }

    private async Task<(Status, string)> Availability(Round round, params string[] communes)
    {
        var answer = await Stack.Send<V1.CheckEligibilityResponse>(
            new V1.CheckEligibilityRequest { Call = round.Call, Applicant = Candidacy.Of(communes) });
        var check = answer.Checks.Single(one => one.Prerequisite == Asked.Availability);
        return (check.Status, check.Reason);
    }
}

using Grpc.Core;
using ProjetK.Applications.V1;
using ProjetK.Testing.Scenarios;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.SystemTests;

public sealed class Sending_a_letter_of_intent(ServicesStack stack)
{
    private const string Libourne = "33243", Mouillac = "33295", Tarnes = "33524", Saillans = "33364",
        LeFieu = "33166", Gours = "33191", Civrac = "33126", Anglade = "33006";

    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task from_a_town_is_refused() => Assert.Equal(
        (StatusCode.FailedPrecondition, "PERIMETER_TOO_LARGE"),
        (await Refused(await Round.Publish(stack), Libourne)).Kind);

    [Fact]
    public async Task from_three_villages_that_are_too_small_together_is_refused()
    {
        var refusal = await Refused(await Round.Publish(stack), Mouillac, Tarnes, Saillans);
        Assert.Equal((StatusCode.FailedPrecondition, "PERIMETER_TOO_SMALL"), refusal.Kind);
        Assert.Equal("757", refusal.Metadata["population"]);
    }

    [Fact]
    public async Task from_a_grouping_adds_its_inhabitants_and_needs_every_signature()
    {
        var candidacy = await Candidacy.Draft(await Round.Publish(stack), LeFieu, Gours);
        Assert.Equal(1031, candidacy.Application.Population.Value);

        var refusal = await Refusal.Of(Submit(candidacy));
        Assert.Equal((StatusCode.FailedPrecondition, "SIGN_OFF_MISSING"), refusal.Kind);
        Assert.Equal($"communes/{Gours}", refusal.Metadata["communes"]);

        await candidacy.Reach(State.IntentSubmitted);
        Assert.Equal($"communes/{Gours}", Assert.Single(candidacy.Application.Intent.Signatures).Commune);
    }

    [Fact]
    public async Task counts_the_population_that_the_call_names()
    {
        var municipale = await Round.Publish(stack, rules: call => call.PopulationBasis = PopulationBasis.Municipale);
        var refusal = await Refused(municipale, Civrac);
        Assert.Equal(("PERIMETER_TOO_SMALL", "795"), (refusal.Reason, refusal.Metadata["population"]));

        var totale = await Round.Publish(stack, rules: call => call.PopulationBasis = PopulationBasis.Totale);
        var accepted = await (await Candidacy.Draft(totale, Civrac)).Reach(State.IntentSubmitted);
        Assert.Equal(812, accepted.Application.Population.Value);
        await accepted.Withdraw();
    }

    [Fact]
    public async Task in_the_last_second_is_accepted()
    {
        var candidacy = await Candidacy.Draft(await Round.Publish(stack), Anglade);
        // The clock runs: a machine that is too slow for this one second may try again.
        for (var attempt = 1; ; attempt++)
        {
            stack.Clock.Travel(Deck.IntentDeadline);
            try
            {
                await Submit(candidacy);
                break;
            }
            catch (RpcException) when (stack.Clock.Now > Deck.IntentDeadline + OneSecond && attempt < 20)
            {
            }
        }
        Assert.Equal(State.IntentSubmitted, (await candidacy.Read()).State);
        Assert.InRange(candidacy.Application.Intent.SubmitTime.ToDateTimeOffset(),
            Deck.IntentDeadline, Deck.IntentDeadline + OneSecond);
    }

    [Fact]
    public async Task one_second_later_is_refused()
    {
        var candidacy = await Candidacy.Draft(await Round.Publish(stack), Anglade);
        stack.Clock.Travel(Deck.IntentDeadline + OneSecond);
        var refusal = await Refusal.Of(Submit(candidacy));
        Assert.Equal((StatusCode.FailedPrecondition, "DEADLINE_PASSED"), refusal.Kind);
        Assert.Equal("2023-06-02T21:59:59Z", refusal.Metadata["deadline"]);
        Assert.Equal(State.Lapsed, (await candidacy.Read()).State);
    }

    private async Task<Refusal> Refused(Round round, params string[] communes) =>
        await Refusal.Of(Submit(await Candidacy.Draft(round, communes)));

    private Task Submit(Candidacy candidacy) =>
        stack.Send<SubmitIntentResponse>(new SubmitIntentRequest { Name = candidacy.Name });
}

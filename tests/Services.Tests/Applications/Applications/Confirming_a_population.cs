using Grpc.Core;
using ProjetK.Testing.Scenarios;
using Source = ProjetK.Applications.V1.Population.Types.Source;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.Applications.Tests;

public sealed class Confirming_a_population(ServicesStack stack) : PlayedIn2023(stack)
{
    private const string Libourne = "33243", Tauriac = "33525";

    [Fact]
    public async Task of_a_neighbourhood_comes_before_its_intent_is_accepted()
    {
        var candidacy = await (await Neighbourhood(1_200)).Reach(State.IntentSubmitted);
        Assert.False(candidacy.Application.Population.Confirmed);
        Assert.Equal(
            (StatusCode.FailedPrecondition, "POPULATION_UNCONFIRMED"),
            (await Refusal.Of(candidacy.AcceptIntent())).Kind);

        var confirmed = await Confirm(candidacy, 1_200);

        Assert.Equal(
            (1_200, true, Source.Declared, "Vérifié."),
            (confirmed.Population.Value, confirmed.Population.Confirmed, confirmed.Population.Source,
                confirmed.Population.Reason));
        await candidacy.Reach(State.Preparation);
    }

    [Theory, InlineData(800), InlineData(1_500)]
    public async Task corrects_it_within_the_bounds_of_the_call(int inhabitants)
    {
        var candidacy = await (await Neighbourhood(1_200)).Reach(State.IntentSubmitted);

        var corrected = await Confirm(candidacy, inhabitants);

        Assert.Equal((inhabitants, Source.Overridden), (corrected.Population.Value, corrected.Population.Source));
        Assert.Equal(corrected.Population, (await candidacy.Reach(State.Preparation)).Application.Population);
    }

    [Theory, InlineData(799, "PERIMETER_TOO_SMALL"), InlineData(1_501, "PERIMETER_TOO_LARGE")]
    public async Task keeps_what_goes_no_further(int inhabitants, string reason)
    {
        var candidacy = await (await Neighbourhood(1_200)).Reach(State.IntentSubmitted);

        Assert.Equal(inhabitants, (await Confirm(candidacy, inhabitants)).Population.Value);

        Assert.Equal((StatusCode.FailedPrecondition, reason), (await Refusal.Of(candidacy.AcceptIntent())).Kind);
        Assert.Contains(
            (await candidacy.Read()).BlockedActions, one => (one.Action, one.Reason) == ("AcceptIntent", reason));
        await Confirm(candidacy, 1_200);
        await candidacy.AcceptIntent();
    }

    [Theory, InlineData(0), InlineData(-1), InlineData(25_037)]
    public async Task refuses_what_the_commune_cannot_have(int inhabitants)
    {
        var candidacy = await (await Neighbourhood(1_200)).Reach(State.IntentSubmitted);

        Assert.Equal(["population"], (await Refusal.Of(Confirm(candidacy, inhabitants))).Fields);
    }

    [Theory, InlineData(""), InlineData("  \n")]
    public async Task says_why(string reason)
    {
        var candidacy = await (await Neighbourhood(1_200)).Reach(State.IntentSubmitted);

        var refusal = await Refusal.Of(Confirm(candidacy, 1_200, reason));

        Assert.Equal((StatusCode.InvalidArgument, "REASON_REQUIRED"), refusal.Kind);
        Assert.Equal(["reason"], refusal.Fields);
    }

    [Fact]
    public async Task refuses_a_reason_that_is_too_long()
    {
        var candidacy = await (await Neighbourhood(1_200)).Reach(State.IntentSubmitted);

        Assert.Equal(["reason"], (await Refusal.Of(Confirm(candidacy, 1_200, new string('x', 2_001)))).Fields);
    }

    [Fact]
    public async Task is_possible_from_the_intent_to_the_engagement()
    {
        var candidacy = await Candidacy.Draft(await Round.Publish(Stack), Tauriac);
        Assert.Equal("WRONG_STATE", (await Refusal.Of(Confirm(candidacy, 1_300))).Reason);

        await candidacy.Reach(State.Preparation);
        await Confirm(candidacy, 1_300);
        await candidacy.Read();

        await candidacy.Reach(State.EngagementSubmitted);
        Assert.Equal((1_300, 182_000L), (
            candidacy.Application.Population.Value, candidacy.Application.GrantEstimate.Total.Units));
        Assert.Equal("WRONG_STATE", (await Refusal.Of(Confirm(candidacy, 1_342))).Reason);
    }

    [Theory, InlineData(799, "PERIMETER_TOO_SMALL"), InlineData(1_501, "PERIMETER_TOO_LARGE")]
    public async Task does_not_help_a_neighbourhood_that_declares_too_few_or_too_many(int declared, string reason)
    {
        var candidacy = await Neighbourhood(declared);
        Assert.Equal((StatusCode.FailedPrecondition, reason), (await Refusal.Of(candidacy.SubmitIntent())).Kind);
    }

    [Fact]
    public async Task of_a_neighbourhood_larger_than_its_commune_is_not_even_written_down() => Assert.Equal(
        ["application.applicant.neighbourhood.population"], (await Refusal.Of(Neighbourhood(25_037))).Fields);

    private async Task<Candidacy> Neighbourhood(int declared) =>
        await Candidacy.Draft(await Round.Publish(Stack), new V1.Applicant
        {
            Kind = V1.Applicant.Types.Kind.Neighbourhood,
            LeadCommune = $"communes/{Libourne}",
            Neighbourhood = new() { DisplayName = "Quartier de la Gare", Population = declared },
        });

    private Task<V1.Application> Confirm(Candidacy candidacy, int inhabitants, string reason = "Vérifié.") =>
        Stack.Send<V1.Application>(new V1.ConfirmPopulationRequest
        {
            Name = candidacy.Name,
            Population = inhabitants,
            Reason = reason,
        });
}

using Grpc.Core;
using ProjetK.Testing.Scenarios;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.Applications.Tests;

public sealed class Changing_the_members_of_a_grouping(ServicesStack stack) : PlayedIn2023(stack)
{
    private const string LeFieu = "33166", Gours = "33191", Puynormand = "33347", Libourne = "33243";

    [Fact]
    public async Task in_preparation_checks_the_prerequisites_again()
    {
        var round = await Round.Publish(Stack);
        var candidacy = await (await Candidacy.Draft(round, LeFieu, Gours)).Reach(State.Preparation);
        await (await Candidacy.Draft(round, Puynormand, "33407")).Reach(State.IntentSubmitted);

        Assert.Equal("PERIMETER_TOO_LARGE", (await Refusal.Of(Join(candidacy, LeFieu, Gours, Libourne))).Reason);
        Assert.Equal(
            (StatusCode.AlreadyExists, "COMMUNE_ALREADY_APPLYING"),
            (await Refusal.Of(Join(candidacy, LeFieu, Gours, Puynormand))).Kind);
        Assert.Equal("COMMUNE_UNKNOWN", (await Refusal.Of(Join(candidacy, LeFieu, Gours, "99999"))).Reason);
        Assert.Equal(candidacy.Application, await candidacy.Read());
    }

    [Fact]
    public async Task in_preparation_counts_again_and_voids_signatures()
    {
        var round = await Round.Publish(Stack);
        var candidacy = await (await Candidacy.Draft(round, LeFieu, Gours)).Reach(State.Preparation);
        await Stack.Send<V1.Application>(new V1.SignApplicationRequest
        {
            Name = candidacy.Name,
            Commune = $"communes/{Gours}",
            Sha256 = candidacy.Application.Engagement.Sha256,
            Signatory = new() { DisplayName = "Jeanne Martin", Function = "Maire" },
        });
        Assert.Single((await candidacy.Read()).Engagement.Signatures);

        var joined = await Join(candidacy, LeFieu, Gours, Puynormand);

        Assert.Equal((1336, true), (joined.Population.Value, joined.Population.Confirmed));
        Assert.Empty(joined.Engagement.Signatures);
        Assert.Equal(candidacy.Application.Intent, joined.Intent);
        await Eventually.Get(
            () => Stack.Send<Ecosystem.V1.Territory>(
                new Ecosystem.V1.GetTerritoryRequest { Name = joined.Territory }),
            territory => territory.Population == 1336 && territory.Communes.Count == 3, "the territory grows, too");
        var rival = await Candidacy.Draft(round, Puynormand, "33407");
        Assert.Equal("COMMUNE_ALREADY_APPLYING", (await Refusal.Of(rival.Reach(State.IntentSubmitted))).Reason);
    }

    [Fact]
    public async Task to_an_unknown_population_needs_it_confirmed_before_the_engagement()
    {
        // Only the other legal population is known of the communes of other departments.
        const string Elsewhere = "12275";
        var round = await Round.Publish(Stack, rules: call =>
        {
            call.PopulationBasis = V1.PopulationBasis.Totale;
            call.Perimeter.Add([$"communes/{LeFieu}", $"communes/{Gours}", $"communes/{Elsewhere}"]);
        });
        var candidacy = await (await Candidacy.Draft(round, LeFieu, Gours)).Reach(State.Preparation);
        Assert.False((await Join(candidacy, LeFieu, Gours, Elsewhere)).Population.HasValue);
        await candidacy.Read();

        Assert.Equal("POPULATION_UNCONFIRMED", (await Refusal.Of(candidacy.Engage())).Reason);
        Assert.Equal(State.Preparation, (await candidacy.Read()).State);

        await Stack.Send<V1.Application>(new V1.ConfirmPopulationRequest
        {
            Name = candidacy.Name,
            Population = 1_200,
            Reason = "Figures of the prefecture.",
        });
        var engaged = await Stack.Send<V1.SubmitEngagementResponse>(
            new V1.SubmitEngagementRequest { Name = candidacy.Name });
        Assert.Equal(168_000L, engaged.Application.GrantEstimate.Total.Units);
    }

    private Task<V1.Application> Join(Candidacy candidacy, params string[] communes) => Update(
        candidacy.Application, new() { Applicant = Candidacy.Of(communes) }, "applicant.communes");
}

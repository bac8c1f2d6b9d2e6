using System.Net.Http.Json;
using System.Text.Json;
using Grpc.Core;
using Asked = ProjetK.Applications.V1.CheckEligibilityResponse.Types.Prerequisite;
using Kind = ProjetK.Applications.V1.Applicant.Types.Kind;
using Status = ProjetK.Applications.V1.CheckEligibilityResponse.Types.Status;

namespace ProjetK.Applications.Tests;

public sealed class Asking_for_eligibility(ServicesStack stack)
{
    [Fact]
    public async Task tells_Tauriac_what_it_would_receive()
    {
        var call = await stack.Publish();
        // Without an estimate where Funding, which may just have started, takes longer than a citizen waits.
        var answer = await Eventually.Get(
            () => Ask(call, new() { Kind = Kind.Commune, LeadCommune = "communes/33525" }),
            answer => answer.EstimatedGrant is not null, "the estimate of the grant");
        Assert.Equal((Status.Met, 1342), (answer.Status, answer.Population.Value));
        Assert.Equal(
            [
                Asked.Population, Asked.Perimeter, Asked.Availability, Asked.Cooperation, Asked.Leadership,
            ],
            answer.Checks.Select(check => check.Prerequisite));
        Assert.Equal((107_360L, 26_840L, 3), (
            answer.EstimatedGrant.Investment.Units, answer.EstimatedGrant.OperatingPerYear.Units,
            answer.EstimatedGrant.OperatingYears));
        Assert.Equal(187_880L, answer.EstimatedGrant.Total.Units);
    }

    [Fact]
    public async Task counts_the_population_that_the_call_counts()
    {
        var totale = await stack.Publish(wanted => wanted.PopulationBasis = V1.PopulationBasis.Totale);
        var civrac = new V1.Applicant { Kind = Kind.Commune, LeadCommune = "communes/33126" };
        Assert.Equal(812, (await Ask(totale, civrac)).Population.Value);
        Assert.Equal("PERIMETER_TOO_SMALL", (await Ask(await stack.Publish(), civrac)).Checks[0].Reason);

        var elsewhere = await Ask(totale, new() { Kind = Kind.Commune, LeadCommune = "communes/12275" });
        Assert.Equal(Status.ToBeConfirmed, elsewhere.Checks[0].Status);
        Assert.False(elsewhere.Population.HasValue);
        Assert.Null(elsewhere.EstimatedGrant);
    }

    [Fact]
    public async Task explains_itself_in_French_over_JSON()
    {
        var call = await stack.Publish();
        var answer = await stack.Json.PostAsJsonAsync(
            $"/v1/{call.Name}:checkEligibility",
            new { applicant = new { kind = "COMMUNE", leadCommune = "communes/33243" } });
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var population = json.RootElement.GetProperty("checks")[0];
        Assert.Equal("NOT_MET", json.RootElement.GetProperty("status").GetString());
        Assert.Equal("PERIMETER_TOO_LARGE", population.GetProperty("reason").GetString());
        Assert.Equal(
            "25 036 habitants : le périmètre doit compter entre 800 et 1 500 habitants.",
            population.GetProperty("explanation").GetString());
    }

    [Fact]
    public async Task refuses_communes_that_do_not_exist()
    {
        var refusal = await Refused.By(stack.Communes().CheckEligibilityAsync(new()
        {
            Call = (await stack.Publish()).Name,
            Applicant = new()
            {
                Kind = Kind.Grouping,
                LeadCommune = "communes/99998",
                Communes = { "communes/99998", "communes/99999", "communes/33525" },
            },
        }));
        Assert.Equal((StatusCode.InvalidArgument, "COMMUNE_UNKNOWN"), (refusal.Code, refusal.Reason));
        Assert.Equal("communes/99998, communes/99999", refusal.Metadata["communes"]);
    }

    [Fact]
    public async Task names_everything_that_is_wrong()
    {
        var refusal = await Refused.By(stack.Communes().CheckEligibilityAsync(new()
        {
            Call = "2026",
            Applicant = new() { Kind = Kind.Neighbourhood, LeadCommune = "communes/33525" },
        }));
        Assert.Equal(["call"], refusal.Fields);
    }

    [Fact]
    public async Task knows_no_call_that_does_not_exist() => Assert.Equal(
        StatusCode.NotFound,
        (await Refused.By(stack.Communes().CheckEligibilityAsync(new()
        {
            Call = "calls/never-there",
            Applicant = new() { Kind = Kind.Commune, LeadCommune = "communes/33525" },
        }))).Code);

    private async Task<V1.CheckEligibilityResponse> Ask(V1.Call call, V1.Applicant applicant) =>
        await stack.Communes().CheckEligibilityAsync(new() { Call = call.Name, Applicant = applicant });
}

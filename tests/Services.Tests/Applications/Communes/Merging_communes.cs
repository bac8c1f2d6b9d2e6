using Grpc.Core;
using ProjetK.Testing.Scenarios;
using Kind = ProjetK.Applications.V1.Applicant.Types.Kind;
using Status = ProjetK.Applications.V1.CheckEligibilityResponse.Types.Status;

namespace ProjetK.Applications.Tests;

/// <summary>Two communes of which one merged into the other after the census year that a call counts.</summary>
public sealed class Merging_communes(ServicesStack stack) : PlayedIn2023(stack)
{
    private const string Tauriac = "33525", Fronsac = "33174", Villegouge = "33548";

    [Fact]
    public async Task a_call_counts_all_its_year_knows_for_the_successor()
    {
        var call = await CallOf(2021);
        try
        {
            await Merge(Fronsac, Villegouge, 2022);
            await Count(Villegouge, 2021, 1_150);
            Assert.Equal(1_150, (await Ask(call, Villegouge)).Population.Value);
            await Count(Fronsac, 2021, 200);
            Assert.Equal(1_350, (await Ask(call, Villegouge)).Population.Value);
            await Sql("applications",
                "UPDATE populations SET municipale = NULL WHERE vintage = 2021 AND commune = $1", Fronsac);
            var unknown = await Ask(call, Villegouge);
            Assert.False(unknown.Population.HasValue);
            Assert.Equal(Status.ToBeConfirmed, unknown.Status);
        }
        finally
        {
            await Restore(Fronsac);
        }
    }

    [Fact]
    public async Task a_figure_that_counts_the_merged_commune_is_not_added_twice()
    {
        try
        {
            await Merge(Fronsac, Villegouge, 2021);
            await Count(Villegouge, 2021, 1_350);
            await Count(Fronsac, 2021, 200);
            Assert.Equal(1_350, (await Ask(await CallOf(2021), Villegouge)).Population.Value);
        }
        finally
        {
            await Restore(Fronsac);
        }
    }

    [Fact]
    public async Task the_check_names_the_successor()
    {
        var answer = await Ask((await Round.Publish(Stack)).Call, "33409");
        var check = answer.Checks[1];
        Assert.Equal((Status.NotMet, "COMMUNE_SUPERSEDED"), (check.Status, check.Reason));
        Assert.Equal("communes/33008", check.Metadata["successor"]);
        Assert.Equal("communes/33409", check.Metadata["communes"]);
        Assert.Contains("Saint-Genis-du-Bois → ", check.Explanation, StringComparison.Ordinal);
        Assert.Equal(Status.NotMet, answer.Status);
    }

    [Fact]
    public async Task a_draft_that_names_one_is_refused()
    {
        var round = await Round.Publish(Stack);
        var refusal = await Refusal.Of(Candidacy.Draft(round, "33409"));
        Assert.Equal((StatusCode.InvalidArgument, "COMMUNE_SUPERSEDED"), refusal.Kind);
        Assert.Equal("communes/33008", refusal.Metadata["successor"]);
    }

    [Fact]
    public async Task a_letter_of_intent_is_refused_and_the_draft_still_edited()
    {
        var candidacy = await Candidacy.Draft(await Round.Publish(Stack), Fronsac);
        try
        {
            await Merge(Fronsac, Villegouge, 2024);
            await Update(candidacy.Application, new() { Intent = new() { Text = "Toujours." } });
            var refusal = await Refusal.Of(candidacy.SubmitIntent());
            Assert.Equal((StatusCode.InvalidArgument, "COMMUNE_SUPERSEDED"), refusal.Kind);
            Assert.Equal($"communes/{Villegouge}", refusal.Metadata["successor"]);
        }
        finally
        {
            await Restore(Fronsac);
        }
    }

    [Fact]
    public async Task an_intent_is_still_accepted_but_a_letter_of_engagement_refused()
    {
        var candidacy = await Candidacy.Draft(await Round.Publish(Stack), Fronsac);
        await candidacy.SubmitIntent();
        try
        {
            await Merge(Fronsac, Villegouge, 2024);
            await candidacy.AcceptIntent();
            var refusal = await Refusal.Of(candidacy.Engage());
            Assert.Equal((StatusCode.InvalidArgument, "COMMUNE_SUPERSEDED"), refusal.Kind);
        }
        finally
        {
            await Restore(Fronsac);
        }
    }

    [Fact]
    public async Task a_grouping_loses_nobody()
    {
        var answer = await Ask((await Round.Publish(Stack)).Call, Tauriac, "33409");
        Assert.False(answer.Population.HasValue);
        Assert.Equal("COMMUNE_SUPERSEDED", answer.Checks[1].Reason);
    }

    private async Task<string> CallOf(int vintage)
    {
        var call = (await Round.Publish(Stack)).Call;
        await Sql(
            "applications", "UPDATE calls SET population_vintage = $1 WHERE id = $2", vintage, call["calls/".Length..]);
        return call;
    }

    private Task<object?> Merge(string code, string successor, int vintage) => Sql("applications", """
        UPDATE communes SET is_current = false, successor = $2, merged_vintage = $3 WHERE code = $1
        """, code, successor, vintage);

    private Task<object?> Count(string code, int vintage, int population) => Sql("applications", """
        INSERT INTO populations (commune, vintage, municipale, totale) VALUES ($1, $2, $3, $3)
        ON CONFLICT (commune, vintage) DO UPDATE SET municipale = excluded.municipale
        """, code, vintage, population);

    private async Task Restore(string code)
    {
        await Sql("applications", """
            UPDATE communes SET is_current = true, successor = NULL, merged_vintage = NULL WHERE code = $1
            """, code);
        await Sql("applications", "DELETE FROM populations WHERE vintage = 2021");
    }

    private Task<V1.CheckEligibilityResponse> Ask(string call, params string[] communes) =>
        Stack.Send<V1.CheckEligibilityResponse>(new V1.CheckEligibilityRequest
        {
            Call = call,
            Applicant = communes.Length == 1
                ? new() { Kind = Kind.Commune, LeadCommune = $"communes/{communes[0]}" }
                : Candidacy.Of(communes),
        });
}

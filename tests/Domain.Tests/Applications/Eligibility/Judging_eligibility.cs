using ProjetK.Foundation;
using ProjetK.ServiceDefaults;

namespace ProjetK.Applications.Tests;

public sealed class Judging_eligibility
{
    private static readonly Call Municipale = Some.Published;
    private static readonly Call Totale = Some.Published with { Basis = PopulationBasis.Totale };

    [Fact]
    public void accepts_Tauriac()
    {
        var eligibility = Some.Eligibility(Municipale, "33525");
        Assert.Equal(CheckStatus.Met, eligibility.Status);
        Assert.Equal(
            new Population(1342, PopulationBasis.Municipale, 2023, PopulationSource.Official, Confirmed: true),
            eligibility.Population);
    }

    [Fact]
    public void refuses_Libourne_with_its_exact_number()
    {
        var check = Some.Eligibility(Municipale, "33243").Of(Prerequisite.Population);
        Assert.Equal((CheckStatus.NotMet, "PERIMETER_TOO_LARGE"), (check.Status, check.Reason));
        Assert.Equal(
            "25 036 habitants : le périmètre doit compter entre 800 et 1 500 habitants.", check.Explanation);
    }

    [Fact]
    public void adds_the_communes_of_a_grouping()
    {
        var small = Some.Eligibility(Municipale, "33295", "33524", "33364");
        Assert.Equal(757, small.Population.Value);
        Assert.Equal("PERIMETER_TOO_SMALL", small.Of(Prerequisite.Population).Reason);

        var right = Some.Eligibility(Municipale, "33166", "33191");
        Assert.Equal(1031, right.Population.Value);
        Assert.Equal(CheckStatus.Met, right.Status);
    }

    [Fact]
    public void may_change_with_the_legal_population_that_counts()
    {
        Assert.Equal("PERIMETER_TOO_SMALL", Some.Eligibility(Municipale, "33126").Of(Prerequisite.Population).Reason);
        var accepted = Some.Eligibility(Totale, "33126");
        Assert.Equal((812, CheckStatus.Met), (accepted.Population.Value, accepted.Status));
    }

    [Fact]
    public void leaves_to_a_manager_what_no_official_figure_says()
    {
        var eligibility = Some.Eligibility(Totale, "12275");
        Assert.Equal(CheckStatus.ToBeConfirmed, eligibility.Of(Prerequisite.Population).Status);
        Assert.Null(eligibility.Population.Value);
        Assert.False(eligibility.Population.Confirmed);
    }

    [Theory]
    [InlineData(799, false)]
    [InlineData(800, true)]
    [InlineData(1500, true)]
    [InlineData(1501, false)]
    public void includes_both_bounds(int population, bool met)
    {
        Commune[] communes = [Some.Commune(population)];
        var eligibility = Eligibility.Check(Municipale, Some.Applicant(communes), communes, []);
        Assert.Equal(met, eligibility.Status == CheckStatus.Met);
    }

    [Fact]
    public void counts_what_is_declared_for_a_neighbourhood_and_has_it_confirmed()
    {
        var applicant = new Applicant(
            ApplicantKind.Neighbourhood, "33243", ["33243"], new("Quartier de la Gare", 1200, "IRIS 0102"));
        var eligibility = Eligibility.Check(Municipale, applicant, Some.Communes("33243"), []);
        Assert.Equal((1200, PopulationSource.Declared, false),
            (eligibility.Population.Value, eligibility.Population.Source, eligibility.Population.Confirmed));
        Assert.Equal(CheckStatus.ToBeConfirmed, eligibility.Status);
    }

    [Fact]
    public void names_the_communes_that_the_syndicate_does_not_serve()
    {
        var check = Some.Eligibility(Municipale, "33525", "33063").Of(Prerequisite.Perimeter);
        Assert.Equal((CheckStatus.NotMet, "COMMUNE_OUT_OF_PERIMETER"), (check.Status, check.Reason));
        Assert.Equal("Hors du territoire du syndicat : Bordeaux.", check.Explanation);
    }

    [Fact]
    public void leaves_to_a_manager_a_perimeter_that_is_not_certain() => Assert.Equal(
        CheckStatus.ToBeConfirmed, Some.Eligibility(Municipale, "24159").Of(Prerequisite.Perimeter).Status);

    [Fact]
    public void holds_to_the_perimeter_of_the_call_where_it_has_one()
    {
        var call = Municipale with { Perimeter = ["12275"] };
        Assert.Equal(CheckStatus.Met, Some.Eligibility(call, "12275").Of(Prerequisite.Perimeter).Status);
        Assert.Equal("COMMUNE_OUT_OF_PERIMETER", Some.Eligibility(call, "33525").Of(Prerequisite.Perimeter).Reason);
    }

    [Fact]
    public void names_the_successor_of_a_merged_commune()
    {
        Commune[] communes = [Some.Commune(900) with { Successor = new("33001", "Abzac") }];
        var check = Eligibility.Check(Municipale, Some.Applicant(communes), communes, []).Of(Prerequisite.Perimeter);
        Assert.Equal((CheckStatus.NotMet, "COMMUNE_SUPERSEDED"), (check.Status, check.Reason));
        Assert.Contains("Commune 33999 → Abzac", check.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void refuses_merged_communes_before_their_figures()
    {
        Commune[] communes = [Some.Commune(1) with { Successor = new("33001", "Abzac") }];
        var eligibility = Eligibility.Check(Municipale, Some.Applicant(communes), communes, []);
        var refusal = Assert.Throws<DomainException>(eligibility.RequireMet);
        Assert.Equal("COMMUNE_SUPERSEDED", refusal.Reason);
        Assert.Equal("communes/33999", refusal.Metadata["communes"]);
        Assert.Equal("communes/33001", refusal.Metadata["successor"]);
    }

    [Fact]
    public void counts_nobody_silently_as_nobody()
    {
        Commune[] communes = [Some.Commune(900), Some.Commune(100, code: "33998")];
        var eligibility = Eligibility.Check(Municipale, Some.Applicant(communes), communes[..1], []);
        Assert.Null(eligibility.Population.Value);
    }

    [Fact]
    public void is_not_sure_of_a_commune_of_which_the_call_names_a_part()
    {
        Commune[] communes = [Some.Commune(900) with { Predecessors = ["33998"] }];
        var call = Municipale with { Perimeter = ["33998"] };
        Assert.Equal(
            CheckStatus.ToBeConfirmed,
            Eligibility.Check(call, Some.Applicant(communes), communes).Of(Prerequisite.Perimeter).Status);
    }

    [Theory]
    [InlineData(false, "COMMUNE_ALREADY_APPLYING")]
    [InlineData(true, "COMMUNE_ALREADY_SUPPORTED")]
    public void refuses_a_commune_that_is_not_free(bool supported, string reason)
    {
        var communes = Some.Communes("33525");
        var eligibility = Eligibility.Check(
            Municipale, Some.Applicant(communes), communes, [new("33525", supported)]);
        Assert.Equal(reason, eligibility.Of(Prerequisite.Availability).Reason);
        Assert.Equal(CheckStatus.NotMet, eligibility.Status);
    }
}

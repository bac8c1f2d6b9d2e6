using ProjetK.Foundation;
using ProjetK.ServiceDefaults;
using Kind = ProjetK.Applications.V1.Applicant.Types.Kind;

namespace ProjetK.Applications.Tests;

public sealed class Reading_an_applicant
{
    [Fact]
    public void takes_the_lead_for_the_only_commune()
    {
        var applicant = Read(new() { Kind = Kind.Commune, LeadCommune = "communes/33525" });
        Assert.Equal("33525", applicant.Lead);
        Assert.Equal(["33525"], applicant.Communes);
    }

    [Fact]
    public void takes_the_only_commune_for_the_lead() => Assert.Equal(
        "33525", Read(new() { Kind = Kind.Commune, Communes = { "communes/33525" } }).Lead);

    [Fact]
    public void gives_back_what_was_sent()
    {
        var sent = new V1.Applicant
        {
            Kind = Kind.Neighbourhood,
            LeadCommune = "communes/33243",
            Communes = { "communes/33243" },
            Neighbourhood = new() { DisplayName = "Gare", Population = 900, Evidence = "IRIS" },
        };
        Assert.Equal(sent, Read(sent).ToProto());
    }

    [Fact]
    public void refuses_a_grouping_of_one() => Assert.Equal(
        ["a.communes"], Refused(new() { Kind = Kind.Grouping, Communes = { "communes/33525" } }));

    [Fact]
    public void refuses_a_commune_of_two() => Assert.Equal(["a.communes"], Refused(new()
    {
        Kind = Kind.Commune,
        LeadCommune = "communes/33525",
        Communes = { "communes/33525", "communes/33243" },
    }));

    [Fact]
    public void refuses_a_lead_that_does_not_take_part() => Assert.Equal(["a.lead_commune"], Refused(new()
    {
        Kind = Kind.Grouping,
        LeadCommune = "communes/33001",
        Communes = { "communes/33525", "communes/33243" },
    }));

    [Fact]
    public void refuses_a_grouping_without_a_lead() => Assert.Equal(["a.lead_commune"], Refused(new()
    {
        Kind = Kind.Grouping,
        Communes = { "communes/33525", "communes/33243" },
    }));

    [Fact]
    public void refuses_a_commune_named_twice() => Assert.Equal(["a.communes"], Refused(new()
    {
        Kind = Kind.Grouping,
        LeadCommune = "communes/33525",
        Communes = { "communes/33525", "communes/33525" },
    }));

    [Theory]
    [InlineData("33525")]
    [InlineData("communes/3352")]
    [InlineData("communes/2a004")]
    [InlineData("communes/33525/")]
    [InlineData("communes/33525\n")]
    public void refuses_a_malformed_name(string name) =>
        Assert.Equal(["a.lead_commune"], Refused(new() { Kind = Kind.Commune, LeadCommune = name }));

    [Fact]
    public void names_everything_that_is_wrong_with_a_neighbourhood() => Assert.Equal(
        ["a.neighbourhood.display_name", "a.neighbourhood.population", "a.neighbourhood.evidence"],
        Refused(new()
        {
            Kind = Kind.Neighbourhood,
            LeadCommune = "communes/33243",
            Neighbourhood = new() { DisplayName = new('x', 201), Evidence = new('x', 2001) },
        }));

    [Fact]
    public void refuses_a_neighbourhood_where_there_is_none() => Assert.Equal(["a.neighbourhood"], Refused(new()
    {
        Kind = Kind.Commune,
        LeadCommune = "communes/33243",
        Neighbourhood = new() { DisplayName = "Gare", Population = 900 },
    }));

    [Fact]
    public void asks_for_the_kind() => Assert.Contains("a.kind", Refused(new()));

    [Fact]
    public void refuses_a_neighbourhood_of_more_people_than_its_commune()
    {
        var applicant = new Applicant(ApplicantKind.Neighbourhood, "33525", ["33525"], new("Bourg", 1343, ""));
        var refusal = Assert.Throws<DomainException>(
            () => applicant.CheckAgainst(Some.Communes("33525"), PopulationBasis.Municipale, "a"));
        Assert.Equal("a.neighbourhood.population", Assert.Single(refusal.Violations).Field);
        applicant.CheckAgainst(Some.Communes("33525"), PopulationBasis.Totale, "a");
    }

    [Fact]
    public void names_all_communes_that_do_not_exist()
    {
        var applicant = new Applicant(ApplicantKind.Grouping, "33525", ["33525", "99998", "99999"]);
        var refusal = Assert.Throws<DomainException>(
            () => applicant.CheckAgainst(Some.Communes("33525"), PopulationBasis.Municipale, "a"));
        Assert.Equal("COMMUNE_UNKNOWN", refusal.Reason);
        Assert.Equal("communes/99998, communes/99999", refusal.Metadata["communes"]);
    }

    private static Applicant Read(V1.Applicant sent)
    {
        var violations = new Violations();
        var applicant = Applicant.Read(sent, "a", violations);
        violations.ThrowIfAny();
        return Assert.IsType<Applicant>(applicant);
    }

    private static IEnumerable<string> Refused(V1.Applicant sent) =>
        Assert.Throws<DomainException>(() => Read(sent)).Violations.Select(violation => violation.Field);
}

using System.Text.Json;
using Grpc.Core;

namespace ProjetK.Applications.Tests;

public sealed class Searching_communes(ServicesStack stack)
{
    [Theory]
    [InlineData("saint em", "33394")]
    [InlineData("SAINT-ÉM", "33394")]
    [InlineData("saintemilion", "33394")]
    [InlineData("emilion", "33394")]
    [InlineData("tauriac", "33525")]
    [InlineData("33525", "33525")]
    [InlineData("33710", "33525")]
    [InlineData("coeuvres", "02201")]
    [InlineData("hay les roses", "94038")]
    [InlineData("l’haÿ", "94038")]
    [InlineData("2a004", "2A004")]
    [InlineData("st emilion", "33394")]
    [InlineData("St. Émilion", "33394")]
    [InlineData("emilion saint", "33394")]
    [InlineData("libourne 33500", "33243")]
    [InlineData("haylesroses", "94038")]
    [InlineData("63266", "63255")]
    public async Task finds_it_on_the_first_page(string query, string code) =>
        Assert.Contains(code, await Find(new() { Query = query }));

    [Theory]
    [InlineData("malo", "35288")]
    [InlineData("saint malo", "35288")]
    [InlineData("st emilion", "33394")]
    [InlineData("havre", "76351")]
    [InlineData("paris", "75056")]
    [InlineData("tauriac", "33525")]
    [InlineData("lyon", "69123")]
    [InlineData("33500", "33500")]
    public async Task begins_with_the_one_that_is_meant(string query, string code) =>
        Assert.Equal(code, (await Find(new() { Query = query }))[0]);

    [Fact]
    public async Task reads_ste_as_sainte()
    {
        var found = (await stack.Communes().ListCommunesAsync(new() { Query = "ste foy", PageSize = 1000 })).Communes;
        Assert.Contains("33402", found.Select(commune => commune.InseeCode));
        var names = found.Where(commune => commune.FormerName.Length == 0)
            .Select(commune => commune.DisplayName)
            .ToArray();
        Assert.Equal("Sainte-Foy", names[0]);
        Assert.All(names, name => Assert.Matches("Sainte-.*Foy|Foy.*Sainte", name));
    }

    [Theory]
    [InlineData("Seynod", "74010", "Seynod")]
    [InlineData("33409", "33008", "Saint-Genis-du-Bois")]
    [InlineData("63266", "63255", "63266")]
    public async Task finds_the_successor_by_a_former_name(string query, string code, string former)
    {
        var found = (await stack.Communes().ListCommunesAsync(new() { Query = query })).Communes[0];
        Assert.Equal((code, former, ""), (found.InseeCode, found.FormerName, found.Successor));
    }

    [Fact]
    public async Task shows_merged_communes_where_asked_for()
    {
        var found = await stack.Communes().ListCommunesAsync(new() { Query = "Seynod", ShowMerged = true });
        Assert.Equal(
            ("74268", "communes/74010", ""),
            (found.Communes[0].InseeCode, found.Communes[0].Successor, found.Communes[0].FormerName));
        var all = await Find(new() { Department = "33", ShowMerged = true, PageSize = 1000 });
        var merged = new ReferenceData().FormerCommunes().Count(former =>
            former.Code != former.Successor && former.Code.StartsWith("33", StringComparison.Ordinal));
        Assert.Equal(534 + merged, all.Count);
        Assert.Equal(all.Count, all.Distinct().Count());
    }

    [Fact]
    public async Task puts_the_syndicates_communes_first_then_the_larger_ones()
    {
        var found = (await stack.Communes().ListCommunesAsync(new() { Query = "saint m", PageSize = 1000 })).Communes
            .Where(commune => commune.FormerName.Length == 0)
            .Select(commune => (
                commune.PerimeterStatus != V1.Commune.Types.PerimeterStatus.In, -commune.Population.Municipale))
            .ToArray();
        Assert.Equal(found.Order(), found);
    }

    [Fact]
    public async Task does_not_care_about_the_order_of_words() => Assert.Equal(
        await Find(new() { Query = "la chapelle saint m", PageSize = 1000 }),
        await Find(new() { Query = "m saint chapelle la", PageSize = 1000 }));

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("\\")]
    [InlineData("-")]
    [InlineData("'")]
    [InlineData("zzzz")]
    public async Task finds_nothing_where_nothing_matches(string query) =>
        Assert.Empty(await Find(new() { Query = query }));

    [Fact]
    public async Task filters_by_the_official_figures()
    {
        var request = new V1.ListCommunesRequest
        {
            Department = "33",
            Epci = "200070092",
            MinPopulation = 800,
            MaxPopulation = 1500,
            PerimeterStatus = V1.Commune.Types.PerimeterStatus.In,
            PageSize = 1000,
        };
        var found = (await stack.Communes().ListCommunesAsync(request)).Communes;
        Assert.NotEmpty(found);
        Assert.All(found, commune =>
        {
            Assert.Equal(("33", "200070092"), (commune.Department, commune.Epci.Code));
            Assert.InRange(commune.Population.Municipale, 800, 1500);
        });
    }

    [Theory]
    [InlineData(V1.Commune.Types.PerimeterStatus.In, 133)]
    [InlineData(V1.Commune.Types.PerimeterStatus.ToBeConfirmed, 15)]
    public async Task counts_the_perimeter(V1.Commune.Types.PerimeterStatus status, int count) =>
        Assert.Equal(count, (await Find(new() { PerimeterStatus = status, PageSize = 1000 })).Count);

    [Theory]
    [InlineData("", 1000)]
    [InlineData("saint-m", 7)]
    [InlineData("s", 60)]
    public async Task gives_every_commune_once_page_by_page(string query, int size)
    {
        var (seen, token) = (new List<string>(), "");
        do
        {
            var page = await stack.Communes().ListCommunesAsync(new()
            {
                Query = query,
                Department = query.Length == 0 ? "" : "33",
                PageSize = size,
                PageToken = token,
            });
            seen.AddRange(page.Communes.Select(commune => commune.InseeCode));
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Equal(
            query.Length == 0
                ? Some.Count
                : (await Find(new() { Query = query, Department = "33", PageSize = 1000 })).Count,
            seen.Count);
    }

    [Fact]
    public async Task refuses_bounds_and_queries_that_make_no_sense()
    {
        var refusal = await Refused.By(stack.Communes().ListCommunesAsync(
            new() { Query = new('x', 101), MinPopulation = -1, MaxPopulation = -1 }));
        Assert.Equal(["query", "min_population", "max_population"], refusal.Fields);
    }

    [Fact]
    public async Task gives_one_commune_over_JSON()
    {
        using var tauriac = JsonDocument.Parse(await stack.Json.GetStringAsync("/v1/communes/33525"));
        var population = tauriac.RootElement.GetProperty("population");
        Assert.Equal(
            (1342, 1371, 2023),
            (population.GetProperty("municipale").GetInt32(), population.GetProperty("totale").GetInt32(),
                population.GetProperty("vintage").GetInt32()));
        Assert.Equal("IN", tauriac.RootElement.GetProperty("perimeterStatus").GetString());
    }

    [Fact]
    public async Task knows_no_commune_that_does_not_exist() => Assert.Equal(
        StatusCode.NotFound,
        (await Refused.By(stack.Communes().GetCommuneAsync(new() { Name = "communes/99999" }))).Code);

    [Fact]
    public async Task leaves_absent_the_population_of_nobody()
    {
        var clipperton = await stack.Communes().GetCommuneAsync(new() { Name = "communes/98901" });
        Assert.False(clipperton.Population.HasMunicipale);
        Assert.Null(clipperton.Epci);
    }

    private async Task<List<string>> Find(V1.ListCommunesRequest request) =>
        [.. (await stack.Communes().ListCommunesAsync(request)).Communes.Select(commune => commune.InseeCode)];
}

using System.Text.Json;

namespace ProjetK.Applications.Tests;

public sealed class Reading_a_merged_commune(ServicesStack stack)
{
    [Theory]
    [InlineData("33409", "Saint-Genis-du-Bois", "33008")]
    [InlineData("63266", "", "63255")]
    [InlineData("74268", "Seynod", "74010")]
    public async Task names_its_successor(string code, string name, string successor)
    {
        var merged = await stack.Communes().GetCommuneAsync(new() { Name = $"communes/{code}" });
        Assert.Equal((code, name, $"communes/{successor}"), (merged.InseeCode, merged.DisplayName, merged.Successor));
        Assert.False(merged.Population.HasMunicipale);
        var heir = await stack.Communes().GetCommuneAsync(new() { Name = merged.Successor });
        Assert.Empty(heir.Successor);
        Assert.Contains(merged.Name, heir.Predecessors);
    }

    [Fact]
    public async Task says_it_over_JSON()
    {
        using var merged = JsonDocument.Parse(await stack.Json.GetStringAsync("/v1/communes/33409"));
        Assert.Equal("communes/33008", merged.RootElement.GetProperty("successor").GetString());
        Assert.Equal("33", merged.RootElement.GetProperty("department").GetString());
    }

    [Fact]
    public async Task is_no_commune_of_its_own_where_only_the_name_changed()
    {
        var commune = await stack.Communes().GetCommuneAsync(new() { Name = "communes/33018" });
        Assert.Equal(("Val de Virvée", ""), (commune.DisplayName, commune.Successor));
        Assert.Equal(["communes/33371", "communes/33495"], commune.Predecessors);
    }

    [Fact]
    public async Task tells_whom_the_syndicate_serves_as_its_successor_does()
    {
        var merged = await stack.Communes().GetCommuneAsync(new() { Name = "communes/33371" });
        Assert.Equal(V1.Commune.Types.PerimeterStatus.In, merged.PerimeterStatus);
    }
}

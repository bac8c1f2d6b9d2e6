namespace ProjetK.Ecosystem.Tests;

public sealed class Demonstrating(ServicesStack services)
{
    private readonly EcosystemHost host = services.Ecosystem;

    private static readonly Guid Plassac = new("0198b7a0-0000-7000-8000-000000000001");

    [Fact]
    public async Task shows_an_ecosystem_once_however_often_it_is_written()
    {
        await host.Demonstrate();
        await host.Demonstrate();
        var involvement = await host.Grpc.GetInvolvementAsync(new() { Name = $"territories/{Plassac}" });
        Assert.Equal(3, involvement.Kinds.Sum(kind => kind.Confirmed));
        Assert.True(involvement.Sufficient);
    }

    [Fact]
    public async Task shows_a_place_that_opened_with_its_road_its_report_and_its_partners()
    {
        await host.Demonstrate();
        const string Villegouge = "territories/0198b7a0-0000-7000-8000-000000000011";
        var territory = await host.Find(Villegouge);
        Assert.Equal(V1.Territory.Types.Stage.Open, territory!.Stage);
        Assert.True((await host.Grpc.GetInvolvementAsync(new() { Name = Villegouge })).Sufficient);
        Assert.True((await host.Grpc.GetSupportTeamAsync(new() { Name = $"{Villegouge}/support" })).Complete);
        Assert.Single((await host.Grpc.ListSitesAsync(new() { Parent = Villegouge, Central = true })).Sites);
        Assert.Equal([1], (await host.Grpc.ListReportsAsync(new() { Parent = Villegouge })).Reports.Select(one => one.Year));
        Assert.Equal(2, (await host.Grpc.ListIndicatorsAsync(new() { Parent = Villegouge })).Indicators.Count);
        Assert.Contains(
            (await host.Grpc.GetGraphAsync(new() { Name = Villegouge })).Nodes,
            node => node.Kind == V1.Graph.Types.Kind.Partner);
        Assert.Equal(3, (await host.Grpc.GetMapAsync(new() { Name = Villegouge })).Features.Count);
    }

    [Fact]
    public async Task gives_way_to_the_letter_that_opens_its_territory()
    {
        await host.Demonstrate();
        await host.Bus.Publish(Scene.Letter(Plassac, call: "2026") with { DisplayName = "Plassac, bourg" });
        await Until.True(
            async () => (await host.Find($"territories/{Plassac}"))!.DisplayName == "Plassac, bourg",
            "the letter is heard");
        await host.Demonstrate();
        Assert.Equal("Plassac, bourg", (await host.Find($"territories/{Plassac}"))!.DisplayName);
    }

    [Fact]
    public async Task stands_in_the_history_once()
    {
        await host.Demonstrate();
        await host.Demonstrate();
        Assert.Equal(8, await host.Value<long>("""
            SELECT count(*) FROM history
            WHERE action = 'Demonstration' AND service = 'migrations' AND resource LIKE 'actors/%'
            """));
    }
}

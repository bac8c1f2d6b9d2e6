namespace ProjetK.Ecosystem.Tests;

public sealed class Listing(ServicesStack services)
{
    private readonly EcosystemHost host = services.Ecosystem;

    [Fact]
    public async Task ideas_gives_the_21_of_the_presentation_in_its_order()
    {
        var ideas = (await host.Grpc.ListIdeasAsync(new())).Ideas.Take(21).ToList();
        Assert.Equal(
            [
                "AMAP", "Jardin", "Potager", "Verger", "Ruche", "Épicerie", "Food truck", "Ecole", "Lycée agricole",
                "Asso biodiversité", "Asso insertion", "Café associatif", "Repair café", "Boutique",
                "Activité de services", "Restaurant", "Ecole", "Laverie", "Atelier couture", "Asso citoyennes",
                "Asso d'insertion",
            ],
            ideas.Select(idea => idea.DisplayName));
        Assert.Equal(11, ideas.Count(idea => idea.Land == V1.Idea.Types.Land.Planted));
    }

    [Fact]
    public async Task ideas_of_one_land_page_by_page_gives_each_once()
    {
        var names = new List<string>();
        var request = new V1.ListIdeasRequest { Land = V1.Idea.Types.Land.Built, PageSize = 4 };
        do
        {
            var page = await host.Grpc.ListIdeasAsync(request);
            names.AddRange(page.Ideas.Select(idea => idea.Name));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken is not "");
        Assert.Equal(names, names.Distinct());
        Assert.Equal(10, names.Count(name => !Guid.TryParse(name.Split('/')[1], out _)));
        Assert.Equal("Repair café", (await host.Grpc.GetIdeaAsync(new() { Name = names[1] })).DisplayName);
    }

    [Fact]
    public async Task with_the_token_of_another_list_is_refused()
    {
        var token = (await host.Grpc.ListIdeasAsync(new() { PageSize = 1 })).NextPageToken;
        var refusal = await Refusal.Of(host.Grpc.ListIdeasAsync(
            new() { PageSize = 1, PageToken = token, Land = V1.Idea.Types.Land.Built }));
        Assert.Equal(["page_token"], refusal.Fields);
    }

    [Fact]
    public async Task territories_with_everything_wrong_names_every_field()
    {
        var refusal = await Refusal.Of(host.Grpc.ListTerritoriesAsync(
            new() { PageSize = -1, Commune = "Tauriac", Call = "2023" }));
        Assert.Equal(["page_size", "commune", "call"], refusal.Fields);
    }

    [Fact]
    public async Task territories_of_a_call_gives_the_newest_first_page_by_page()
    {
        var call = $"call-{Guid.NewGuid():N}";
        var opened = new List<string>();
        for (var number = 0; number < 5; number++)
            opened.Insert(0, await host.OpenTerritory(call));
        var request = new V1.ListTerritoriesRequest
        {
            Call = $"calls/{call}",
            Commune = "communes/33525",
            PageSize = 2,
        };
        var listed = new List<string>();
        do
        {
            var page = await host.Grpc.ListTerritoriesAsync(request);
            listed.AddRange(page.Territories.Select(territory => territory.Name));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken is not "");
        Assert.Equal(opened, listed);
    }

    [Fact]
    public async Task territories_by_stage_and_commune_leaves_out_the_others()
    {
        var name = await host.OpenTerritory();
        Assert.DoesNotContain(name, (await host.Grpc.ListTerritoriesAsync(
            new() { Commune = "communes/33243", PageSize = 1000 })).Territories.Select(territory => territory.Name));
        Assert.DoesNotContain(name, (await host.Grpc.ListTerritoriesAsync(
            new() { Stage = V1.Territory.Types.Stage.Dormant, PageSize = 1000 }))
            .Territories.Select(territory => territory.Name));
    }

    [Fact]
    public async Task actors_gives_them_by_name_page_by_page()
    {
        const string Commune = "communes/2A004";
        foreach (var name in new[] { "Zoé et compagnie", "Éco-lieu", "Abeilles", "Écol'eau", "boutique" })
            await host.Grpc.CreateActorAsync(new()
            {
                Actor = new() { DisplayName = name, Kind = V1.Actor.Types.Kind.Private, Commune = Commune },
            });
        var request = new V1.ListActorsRequest { Commune = Commune, Kind = V1.Actor.Types.Kind.Private, PageSize = 2 };
        var listed = new List<string>();
        do
        {
            var page = await host.Grpc.ListActorsAsync(request);
            listed.AddRange(page.Actors.Select(actor => actor.DisplayName));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken is not "");
        Assert.Equal(["Abeilles", "boutique", "Éco-lieu", "Écol'eau", "Zoé et compagnie"], listed);
    }

    [Fact]
    public async Task commitments_gives_the_newest_first_page_by_page()
    {
        var territory = await host.OpenTerritory();
        var invited = new List<string>();
        for (var number = 0; number < 3; number++)
            invited.Insert(0, (await host.Invite(territory, (await host.RecordActor()).Name)).Commitment.Name);
        var first = await host.Grpc.ListCommitmentsAsync(new() { Parent = territory, PageSize = 2 });
        var second = await host.Grpc.ListCommitmentsAsync(
            new() { Parent = territory, PageSize = 2, PageToken = first.NextPageToken });
        Assert.Equal(invited, first.Commitments.Concat(second.Commitments).Select(commitment => commitment.Name));
        Assert.Empty(second.NextPageToken);
    }

    [Fact]
    public async Task commitments_of_an_unknown_territory_is_not_found() => Assert.Equal("NOT_FOUND",
        (await Refusal.Of(host.Grpc.ListCommitmentsAsync(new() { Parent = $"territories/{Guid.NewGuid()}" }))).Reason);
}

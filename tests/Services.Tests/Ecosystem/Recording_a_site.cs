using Grpc.Core;

namespace ProjetK.Ecosystem.Tests;

public sealed class Recording_a_site(ServicesStack services)
{
    private readonly EcosystemHost host = services.Ecosystem;

    private static V1.Site Station(bool central = false) => new()
    {
        DisplayName = "L'ancienne gare",
        Land = V1.Site.Types.Land.Built,
        Location = new() { Latitude = 45.0497, Longitude = -0.5039 },
        AreaSquareMeters = 420,
        Owner = "Commune de Tauriac",
        Services = { V1.Site.Types.Service.Giving, V1.Site.Types.Service.Laundry, V1.Site.Types.Service.Giving },
        Central = central,
    };

    private AsyncUnaryCall<V1.Site> Create(string territory, V1.Site site) =>
        host.Grpc.CreateSiteAsync(new() { Parent = territory, Site = site });

    [Fact]
    public async Task is_read_by_everybody_as_it_was_written()
    {
        var territory = await host.OpenTerritory();
        var site = await Create(territory, Station());
        Assert.Equal([V1.Site.Types.Service.Giving, V1.Site.Types.Service.Laundry], site.Services);
        Assert.Equal(site, await host.Grpc.GetSiteAsync(new() { Name = site.Name }));
        Assert.Equal([site], (await host.Grpc.ListSitesAsync(new() { Parent = territory })).Sites);
        Assert.Empty((await host.Grpc.ListSitesAsync(new() { Parent = territory, Central = true })).Sites);
    }

    [Fact]
    public async Task outside_of_the_communes_is_kept_with_a_warning()
    {
        var territory = await host.OpenTerritory();
        Assert.Empty((await Create(territory, Station())).Warnings);
        var far = Station();
        far.Location = new() { Latitude = 44.84, Longitude = -0.58 };
        Assert.Equal([V1.Site.Types.Warning.OutsideTerritory], (await Create(territory, far)).Warnings);
    }

    [Fact]
    public async Task as_a_second_central_place_is_refused_whoever_is_first()
    {
        var territory = await host.OpenTerritory();
        var calls = Enumerable.Range(0, 6).Select(_ => Create(territory, Station(central: true)).ResponseAsync).ToArray();
        await Until.Settled(calls);
        var central = await calls.Single(call => call.IsCompletedSuccessfully);
        Assert.Equal("CENTRAL_SITE_EXISTS", (await Refusal.Of(Create(territory, Station(central: true)))).Reason);
        Assert.Equal([central], (await host.Grpc.ListSitesAsync(new() { Parent = territory, Central = true })).Sites);

        var other = await Create(territory, Station());
        V1.UpdateSiteRequest Make(V1.Site site, bool isCentral) => new()
        {
            Site = new() { Name = site.Name, Etag = site.Etag, Central = isCentral },
            UpdateMask = new() { Paths = { "central" } },
        };
        Assert.Equal(
            "CENTRAL_SITE_EXISTS", (await Refusal.Of(host.Grpc.UpdateSiteAsync(Make(other, true)))).Reason);
        await host.Grpc.UpdateSiteAsync(Make(central, false));
        Assert.True((await host.Grpc.UpdateSiteAsync(Make(other, true))).Central);
    }

    [Fact]
    public async Task that_changed_since_it_was_read_is_refused()
    {
        var site = await Create(await host.OpenTerritory(), Station());
        V1.UpdateSiteRequest Change(string condition) => new()
        {
            Site = new() { Name = site.Name, Etag = site.Etag, Condition = condition },
        };
        var changed = await host.Grpc.UpdateSiteAsync(Change("À rénover."));
        Assert.Equal(("À rénover.", "L'ancienne gare"), (changed.Condition, changed.DisplayName));
        Assert.Equal("ETAG_MISMATCH", (await Refusal.Of(host.Grpc.UpdateSiteAsync(Change("En bon état.")))).Reason);
    }

    [Fact]
    public async Task at_no_place_on_earth_is_refused()
    {
        var site = Station();
        site.Location = new() { Latitude = 90.5, Longitude = -181 };
        Assert.Equal(
            ["site.location.latitude", "site.location.longitude"],
            (await Refusal.Of(Create(await host.OpenTerritory(), site))).Fields.Order());
    }
}

using ProjetK.Events;
using CountedGroup = ProjetK.Ecosystem.V1.Involvement.Types.Group;
using Kind = ProjetK.Ecosystem.V1.Actor.Types.Kind;

namespace ProjetK.Ecosystem.Tests;

public sealed class Measuring_involvement(ServicesStack services)
{
    private readonly EcosystemHost host = services.Ecosystem;

    private async Task<V1.Involvement> Measure(string territory) =>
        await host.Grpc.GetInvolvementAsync(new() { Name = territory });

    private async Task Join(string territory, Kind kind, params string[] values) =>
        await host.Confirm(await host.Invite(territory, (await host.RecordActor(kind)).Name), values);

    private static int Missing(V1.Involvement involvement, CountedGroup group) =>
        involvement.Requirements.Single(requirement => requirement.Group == group).Missing;

    [Fact]
    public async Task of_a_new_territory_misses_one_of_each_group()
    {
        var involvement = await Measure(await host.OpenTerritory());
        Assert.Equal((1, 1, 1),
            (Missing(involvement, CountedGroup.Public), Missing(involvement, CountedGroup.Private),
                Missing(involvement, CountedGroup.Civil)));
        Assert.Equal(5, involvement.Kinds.Count);
        Assert.False(involvement.Sufficient);
    }

    [Fact]
    public async Task counts_a_school_as_public_and_is_sufficient_when_nothing_is_missing()
    {
        var territory = await host.OpenTerritory();
        await Join(territory, Kind.School);
        await Join(territory, Kind.Private);
        await Join(territory, Kind.Citizens);
        var involvement = await Measure(territory);
        Assert.True(involvement.Sufficient);
        Assert.Equal(
            [(Kind.Public, 0), (Kind.Private, 1), (Kind.Association, 0), (Kind.School, 1), (Kind.Citizens, 1)],
            involvement.Kinds.Select(kind => (kind.Kind, kind.Confirmed)));
    }

    [Fact]
    public async Task counts_only_who_confirmed()
    {
        var territory = await host.OpenTerritory();
        await host.Invite(territory, (await host.RecordActor(Kind.Public)).Name);
        var declined = await host.Invite(territory, (await host.RecordActor(Kind.Private)).Name);
        await host.Grpc.DeclineCommitmentAsync(new() { Name = declined.Commitment.Name, Token = declined.Token });
        Assert.All((await Measure(territory)).Kinds, kind => Assert.Equal(0, kind.Confirmed));
    }

    [Fact]
    public async Task names_the_most_shared_values_first()
    {
        var territory = await host.OpenTerritory();
        await Join(territory, Kind.Association, "sobriety", "sharing");
        await Join(territory, Kind.Association, "sharing");
        await Join(territory, Kind.Private, "health");
        Assert.Equal([("sharing", 2), ("health", 1), ("sobriety", 1)],
            (await Measure(territory)).SharedValues.Select(shared => (shared.Value, shared.Actors)));
    }

    [Fact]
    public async Task asks_for_what_the_published_call_asks_for()
    {
        var call = $"call-{Guid.NewGuid():N}";
        var territory = await host.OpenTerritory(call);
        await host.Bus.Publish(new CallPublished(call, 2, 0, 3, DateTimeOffset.UtcNow, 4));
        await Until.True(async () => Missing(await Measure(territory), CountedGroup.Civil) == 3,
            "the thresholds are known");
        var involvement = await Measure(territory);
        Assert.Equal((2, 0), (Missing(involvement, CountedGroup.Public), Missing(involvement, CountedGroup.Private)));
    }

    [Fact]
    public async Task keeps_to_the_newest_version_of_the_call()
    {
        var call = $"call-{Guid.NewGuid():N}";
        var territory = await host.OpenTerritory(call);
        await host.Bus.Publish(new CallPublished(call, 2, 2, 2, DateTimeOffset.UtcNow, 4));
        await Until.True(async () => Missing(await Measure(territory), CountedGroup.Civil) == 2,
            "the thresholds are known");
        var older = Guid.CreateVersion7();
        await host.Bus.Publish(new CallPublished(call, 9, 9, 9, DateTimeOffset.UtcNow, 3), older);
        await Until.True(
            async () => await host.Value<bool>("SELECT EXISTS (SELECT FROM inbox WHERE message_id = $1)", older),
            "the older version is handled");
        Assert.Equal(2, Missing(await Measure(territory), CountedGroup.Civil));
    }

    [Fact]
    public async Task of_an_unknown_territory_is_not_found() => Assert.Equal("NOT_FOUND",
        (await Refusal.Of(host.Grpc.GetInvolvementAsync(new() { Name = $"territories/{Guid.NewGuid()}" }))).Reason);
}

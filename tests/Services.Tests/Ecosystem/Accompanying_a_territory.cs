using Grpc.Core;
using ProjetK.Events;

namespace ProjetK.Ecosystem.Tests;

public sealed class Accompanying_a_territory(ServicesStack services)
{
    private readonly EcosystemHost host = services.Ecosystem;

    private static Guid Somebody => Guid.NewGuid();

    private AsyncUnaryCall<V1.SupportTeam> Assign(string territory, Guid? representative, params Guid[] facilitators) =>
        host.Grpc.AssignSupportAsync(new()
        {
            Name = $"{territory}/support",
            Representative = representative is { } person ? $"people/{person}" : "",
            Facilitators = { facilitators.Select(facilitator => $"people/{facilitator}") },
        });

    [Fact]
    public async Task by_one_representative_and_two_facilitators_is_complete_and_announced()
    {
        var territory = await host.OpenTerritory();
        Assert.False((await host.Grpc.GetSupportTeamAsync(new() { Name = $"{territory}/support" })).Complete);
        var (representative, one, two) = (Somebody, Somebody, Somebody);
        Assert.False((await Assign(territory, representative, one)).Complete);
        var team = await Assign(territory, representative, one, two);
        Assert.True(team.Complete);
        Assert.Equal(team, await host.Grpc.GetSupportTeamAsync(new() { Name = team.Name }));

        var id = Guid.Parse(territory.Split('/')[1]);
        await Until.True(
            () => Task.FromResult(host.Bus.Heard<SupportTeamCompleted>().Any(heard => heard.TerritoryId == id)),
            "the completed team is announced");
        await Until.True(
            () => Task.FromResult(host.Bus.Heard<SupportTeamChanged>().Any(heard => heard.TerritoryId == id
                && heard.Complete && heard.Members.SequenceEqual([$"{representative}", $"{one}", $"{two}"]))),
            "its members are announced");
    }

    [Fact]
    public async Task in_two_ways_at_once_is_refused()
    {
        var (territory, one) = (await host.OpenTerritory(), Somebody);
        Assert.Equal(["facilitators"], (await Refusal.Of(Assign(territory, one, one))).Fields);
        Assert.Equal(["facilitators"], (await Refusal.Of(Assign(territory, null, one, one))).Fields);
        Assert.Equal(
            ["facilitators"], (await Refusal.Of(Assign(territory, null, Somebody, Somebody, Somebody))).Fields);
    }

    [Fact]
    public async Task more_than_one_can_is_refused_even_at_once()
    {
        var (busy, territories) = (Somebody, new List<string>());
        for (var number = 0; number < 7; number++)
            territories.Add(await host.OpenTerritory());
        foreach (var territory in territories.Take(4))
            await Assign(territory, busy);
        var calls = territories.Skip(4).Select(territory => Assign(territory, null, busy).ResponseAsync).ToArray();
        await Until.Settled(calls);
        Assert.Equal(1, calls.Count(call => call.IsCompletedSuccessfully));
        var other = territories[4 + Array.FindIndex(calls, call => call.IsFaulted)];
        var refusal = await Refusal.Of(Assign(other, busy, Somebody));
        Assert.Equal(("TEAM_OVERLOADED", "5", $"people/{busy}"),
            (refusal.Reason, refusal.Metadata["limit"], refusal.Metadata["people"]));
    }

    [Fact]
    public async Task ends_for_somebody_who_was_erased()
    {
        var (territory, leaving) = (await host.OpenTerritory(), Somebody);
        await Assign(territory, Somebody, leaving, Somebody);
        await host.Bus.Publish(new PersonErased(leaving, DateTimeOffset.UnixEpoch, 2));
        await Until.True(
            async () => !(await host.Grpc.GetSupportTeamAsync(new() { Name = $"{territory}/support" })).Complete,
            "the team is one fewer");
    }

    [Fact]
    public async Task that_sleeps_is_refused()
    {
        var letter = Scene.Letter();
        await host.Bus.Publish(letter);
        var territory = await host.Stage(letter.TerritoryId, V1.Territory.Types.Stage.Candidate);
        await host.Bus.Publish(new ApplicationLapsed(
            letter.ApplicationId, letter.TerritoryId, "2023", DateTimeOffset.UnixEpoch, letter.Version + 1));
        await host.Stage(letter.TerritoryId, V1.Territory.Types.Stage.Dormant);
        var refusal = await Refusal.Of(Assign(territory, Somebody));
        Assert.Equal(("WRONG_STATE", "DORMANT"), (refusal.Reason, refusal.Metadata["state"]));
    }
}

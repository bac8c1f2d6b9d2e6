using ProjetK.Events;
using ProjetK.Testing.Scenarios;
using State = ProjetK.Ecosystem.V1.CallOutcome.Types.State;

namespace ProjetK.Ecosystem.Tests;

public sealed class Judging_a_call(ServicesStack services) : IDisposable
{
    private readonly EcosystemHost host = services.Ecosystem;

    public void Dispose() => host.Clock.Return();

    [Fact]
    public async Task compares_public_measures_with_its_own_targets_and_tells_how_far_the_wave_is()
    {
        var round = await Round.Publish(services, rules: call => call.Targets.Add(
            new Applications.V1.Call.Types.Target { Indicator = "residual-waste", Value = "-15.5", Unit = "%" }));
        var id = round.Call.Split('/')[1];
        var territory = await host.OpenTerritory(id);
        var key = Guid.Parse(territory.Split('/')[1]);
        await host.Bus.Publish(new CooperationStarted(key, key, id, Guid.NewGuid(), host.Clock.Now, 9));
        var outcome = new V1.GetCallOutcomeRequest { Name = $"callOutcomes/{id}" };
        await Until.True(
            async () => (await host.Grpc.GetCallOutcomeAsync(outcome)).Targets.Single().Measures.Count == 1,
            "the cooperation is known");
        Assert.Equal(State.Open, (await host.Grpc.GetCallOutcomeAsync(outcome)).State);

        await host.Grpc.RecordIndicatorAsync(new()
        {
            Parent = territory,
            Indicator = new()
            {
                Indicator_ = "residual-waste",
                Year = 2024,
                Value = "160",
                Unit = "kg/hab/an",
                Baseline = "200",
            },
        });
        await host.Grpc.SubmitReportAsync(new() { Name = $"{territory}/reports/1", Summary = "Moins." });
        await host.Grpc.AcceptReportAsync(new() { Name = $"{territory}/reports/1" });
        var reached = await host.Grpc.GetCallOutcomeAsync(outcome);
        Assert.Equal((State.Reached, "-20"), (reached.State, reached.Targets[0].Measures[0].Value));

        await host.Grpc.CreateMilestoneAsync(new()
        {
            Parent = territory,
            Milestone = new() { DisplayName = "Ouvrir", DueTime = Stamp(host.Clock.Now.AddDays(30)) },
        });
        host.Clock.Advance(TimeSpan.FromDays(370));
        var wave = await host.Grpc.GetProgressAsync(new() { Name = "territories/-", Call = round.Call });
        var progress = Assert.Single(wave.Territories);
        Assert.Equal((true, 1, 0, 1),
            (progress.Late, progress.Milestones, progress.ReachedMilestones, progress.LateMilestones));
        var step = (await host.Grpc.ListMilestonesAsync(
            new() { Parent = territory }, host.Authorize(People.Auditor))).Milestones[0];
        var move = new V1.UpdateMilestoneRequest
        {
            Milestone = new() { Name = step.Name, Etag = step.Etag, DueTime = Stamp(host.Clock.Now.AddDays(30)) },
        };
        var moved = await host.Grpc.UpdateMilestoneAsync(move);
        Assert.Equal(("Ouvrir", move.Milestone.DueTime, false), (moved.DisplayName, moved.DueTime, moved.Late));
        Assert.Equal("ETAG_MISMATCH", (await Refusal.Of(host.Grpc.UpdateMilestoneAsync(move))).Reason);
        move.Milestone.DueTime = step.DueTime;
        move.Milestone.Etag = moved.Etag;
        await host.Grpc.UpdateMilestoneAsync(move);
        var reach = new V1.ReachMilestoneRequest { Name = progress.NextMilestone };
        Assert.True((await host.Grpc.ReachMilestoneAsync(reach)).Late);
        Assert.Equal("WRONG_STATE", (await Refusal.Of(host.Grpc.ReachMilestoneAsync(reach))).Reason);
        move.Milestone.Etag = (await host.Grpc.ListMilestonesAsync(
            new() { Parent = territory }, host.Authorize(People.Auditor))).Milestones[0].Etag;
        Assert.Equal("WRONG_STATE", (await Refusal.Of(host.Grpc.UpdateMilestoneAsync(move))).Reason);
        await host.Bus.Publish(new PlaceOpened(key, key, id, Guid.NewGuid(), host.Clock.Now.AddDays(-100), 12));
        await Until.True(
            async () => (await host.Grpc.GetProgressAsync(new() { Name = territory })) is { OpenTime: not null, Late: false },
            "the opening is recorded");
    }

    private static Google.Protobuf.WellKnownTypes.Timestamp Stamp(DateTimeOffset time) =>
        Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(time);

    [Fact]
    public async Task that_nobody_knows_is_refused() => Assert.Equal("NOT_FOUND",
        (await Refusal.Of(host.Grpc.GetCallOutcomeAsync(new() { Name = "callOutcomes/never-made" }))).Reason);
}

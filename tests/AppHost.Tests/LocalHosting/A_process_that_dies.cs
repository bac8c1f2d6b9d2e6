using Microsoft.Extensions.Diagnostics.HealthChecks;
using ProjetK.AppHost.LocalHosting;

namespace ProjetK.AppHost.Tests.LocalHosting;

public sealed class A_process_that_dies
{
    private static CancellationToken Patience => new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    [Fact]
    public async Task Is_started_again_on_its_ports_while_its_like_goes_on()
    {
        await using var app = await StartAsync(replicas: 2);
        var faults = app.Faults();
        var before = faults.ProcessesOf("identity");

        await faults.KillAsync("identity", replica: 1);

        Assert.Equal([before[0]], faults.ProcessesOf("identity"));
        await HealthAsync(app, "identity", HealthStatus.Degraded);
        await HealthAsync(app, "identity", HealthStatus.Healthy);
        var after = faults.ProcessesOf("identity");
        Assert.Equal((2, before[0]), (after.Count, after[0]));
        Assert.NotEqual(before[1], after[1]);
    }

    [Fact]
    public async Task Is_started_once_by_whoever_comes_first()
    {
        await using var app = await StartAsync(replicas: 1);
        var faults = app.Faults();
        var replica = app.Stack.ReplicasOf(app.Stack.Resources.Single(resource => resource.Name == "identity"))[0];

        await faults.KillAsync("identity");
        await Task.WhenAll(replica.StartAsync(Patience), replica.StartAsync(Patience), replica.StartAsync(Patience));

        Assert.Equal((true, 2), (replica.IsReady, replica.Starts));
        await HealthAsync(app, "identity", HealthStatus.Healthy);
    }

    [Fact]
    public async Task Because_it_was_asked_to_stays_away_until_it_is_started()
    {
        await using var app = await StartAsync(replicas: 1);
        var faults = app.Faults();

        await faults.StopAsync("identity");
        await faults.KillAsync("broker");
        await faults.KillAsync("postgres");
        Assert.Empty(new[] { "identity", "broker", "postgres" }.SelectMany(faults.ProcessesOf));

        await Task.WhenAll(faults.StartAsync("broker"), faults.StartAsync("postgres"));
        await faults.StartAsync("identity");
        Assert.Single(faults.ProcessesOf("identity"));
        Assert.False(app.Stack.Failed.IsCompleted);
    }

    [Fact]
    public async Task After_a_pause_is_ended_like_any_other()
    {
        var app = await StartAsync(replicas: 1);
        var processes = Running.On(app.Stack.Folder.Path);
        foreach (var resource in new[] { "identity", "broker", "postgres" })
            app.Faults().Pause(resource);

        await app.DisposeAsync();

        await Running.UntilGone(processes, Patience);
    }

    private static async Task<DistributedApplication> StartAsync(int replicas)
    {
        await using var builder =
            await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
                ["--environment=Test", "--Gateway:PublicUrl=http://projetk.test/"], Patience);
        // One service is enough, and faster.
        foreach (var other in builder.Resources.OfType<ProjectResource>().ToArray())
            if (!other.Name.StartsWith("identity"))
                builder.Resources.Remove(other);
            else if (other.Name == "identity")
                builder.CreateResourceBuilder(other).WithReplicas(replicas);
        var app = await builder.BuildAsync(Patience);
        await app.StartAsync(Patience);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("identity", Patience);
        return app;
    }

    private static Task HealthAsync(DistributedApplication app, string resource, HealthStatus wanted) =>
        app.ResourceNotifications.WaitForResourceAsync(
            resource, now => now.Snapshot.HealthStatus == wanted, Patience);
}

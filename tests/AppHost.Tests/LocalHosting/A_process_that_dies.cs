using Microsoft.Extensions.Diagnostics.HealthChecks;
using ProjetK.AppHost.LocalHosting;

namespace ProjetK.AppHost.Tests.LocalHosting;

public sealed class A_process_that_dies(A_process_that_dies.Two two) : IClassFixture<A_process_that_dies.Two>
{
    private static CancellationToken Patience => new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    [Fact]
    public async Task Is_started_again_on_its_ports_while_its_like_goes_on()
    {
        var before = two.Faults.ProcessesOf("identity");

        await two.Faults.KillAsync("identity", replica: 1);

        Assert.Equal([before[0]], two.Faults.ProcessesOf("identity"));
        await two.HealthAsync(HealthStatus.Degraded);
        await two.HealthAsync(HealthStatus.Healthy);
        var after = two.Faults.ProcessesOf("identity");
        Assert.Equal((2, before[0]), (after.Count, after[0]));
        Assert.NotEqual(before[1], after[1]);
    }

    [Fact]
    public async Task Is_started_once_by_whoever_comes_first()
    {
        var replica = two.Replicas[0];
        var starts = replica.Starts;

        await two.Faults.KillAsync("identity", replica: 0);
        await Task.WhenAll(replica.StartAsync(Patience), replica.StartAsync(Patience), replica.StartAsync(Patience));

        Assert.Equal((true, starts + 1), (replica.IsReady, replica.Starts));
        await two.HealthAsync(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Because_it_was_asked_to_stays_away_until_it_is_started()
    {
        await two.Faults.StopAsync("identity");
        await two.Faults.KillAsync("broker");
        await two.Faults.KillAsync("postgres");
        Assert.Empty(new[] { "identity", "broker", "postgres" }.SelectMany(two.Faults.ProcessesOf));

        await Task.WhenAll(two.Faults.StartAsync("broker"), two.Faults.StartAsync("postgres"));
        await two.Faults.StartAsync("identity");
        Assert.Equal(2, two.Faults.ProcessesOf("identity").Count);
        Assert.False(two.App.Stack.Failed.IsCompleted);
        await two.HealthAsync(HealthStatus.Healthy);
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

    /// <summary>Two replicas of a service; each test leaves both able to serve.</summary>
    public sealed class Two : IAsyncLifetime
    {
        internal DistributedApplication App { get; private set; } = null!;

        internal Faults Faults => App.Faults();

        internal IReadOnlyList<Replica> Replicas =>
            App.Stack.ReplicasOf(App.Stack.Resources.Single(resource => resource.Name == "identity"));

        public async ValueTask InitializeAsync() => App = await StartAsync(replicas: 2);

        public ValueTask DisposeAsync() => App.DisposeAsync();

        internal Task HealthAsync(HealthStatus wanted) => App.ResourceNotifications.WaitForResourceAsync(
            "identity", now => now.Snapshot.HealthStatus == wanted, Patience);
    }
}

using Microsoft.Extensions.DependencyInjection;

namespace ProjetK.AppHost.Tests;

/// <summary>The whole system with two replicas of each service, and what its dashboard knows of it. Each test leaves
/// all of them able to serve.</summary>
public sealed class TwoOfEach : Stack
{
    public static readonly IReadOnlyList<string> Services = ["identity", "ecosystem", "funding", "applications"];

    private BeforeStartEvent start = null!;

    internal IEnumerable<IResource> Resources => start.Model.Resources;

    protected override IEnumerable<string> Arguments => ["--Replicas=2"];

    internal CustomResourceSnapshot Snapshot(string resource) =>
        start.Services.GetRequiredService<ResourceNotificationService>().TryGetCurrentState(resource, out var now)
            ? now.Snapshot : throw new ArgumentException($"Nothing is known of {resource}.");

    /// <summary>The processes of a service or server, as soon as there are so many.</summary>
    internal Task<IReadOnlyList<int>> Processes(string name, int count) => Eventually.Get(
        () => Task.FromResult(Faults.ProcessesOf(name)), processes => processes.Count == count, $"{count} of {name}");

    protected override void Configure(IDistributedApplicationTestingBuilder builder) =>
        builder.Eventing.Subscribe<BeforeStartEvent>((starting, _) =>
        {
            start = starting;
            return Task.CompletedTask;
        });
}

/// <summary>Classes that share these replicas.</summary>
[CollectionDefinition]
public sealed class With_two_of_each : ICollectionFixture<TwoOfEach>;

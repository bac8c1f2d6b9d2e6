using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The names of the states through which a resource goes.</summary>
public static class KnownResourceStates
{
    public static readonly string NotStarted = "NotStarted";
    public static readonly string Waiting = "Waiting";
    public static readonly string Starting = "Starting";
    public static readonly string Running = "Running";
    public static readonly string Stopping = "Stopping";
    public static readonly string Exited = "Exited";
    public static readonly string Finished = "Finished";
    public static readonly string FailedToStart = "FailedToStart";
    public static readonly IReadOnlyList<string> TerminalStates = [Finished, FailedToStart, Exited];
}

/// <summary>A state, as a text.</summary>
public sealed record ResourceStateSnapshot(string Text);

/// <summary>How a resource was doing at one moment.</summary>
public sealed record CustomResourceSnapshot
{
    public ResourceStateSnapshot? State { get; init; }
    public HealthStatus? HealthStatus { get; init; }
    public int? ExitCode { get; init; }
    internal Exception? Failure { get; init; }
    internal bool IsOver => State is { } state && KnownResourceStates.TerminalStates.Contains(state.Text);
}

/// <summary>A resource and how it is doing.</summary>
public sealed record ResourceEvent(IResource Resource, string ResourceId, CustomResourceSnapshot Snapshot);

/// <summary>Tells how every resource is doing, and lets one wait for it.</summary>
public sealed class ResourceNotificationService
{
    private readonly ConcurrentDictionary<string, ResourceEvent> current = new(StringComparer.OrdinalIgnoreCase);
    private volatile TaskCompletionSource change = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal ResourceNotificationService(IEnumerable<IResource> resources)
    {
        foreach (var resource in resources)
            Publish(resource, _ => new() { State = new(KnownResourceStates.NotStarted) });
    }

    public Task<ResourceEvent> WaitForResourceAsync(
        string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default) =>
        WatchAsync(resourceName, predicate, cancellationToken);

    public Task WaitForResourceAsync(
        string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        WatchAsync(resourceName, now => now.Snapshot.State?.Text == (targetState ?? KnownResourceStates.Running),
            cancellationToken);

    public async Task<ResourceEvent> WaitForResourceHealthyAsync(
        string resourceName, CancellationToken cancellationToken = default)
    {
        var now = await WatchAsync(resourceName,
            now => now.Snapshot.HealthStatus == HealthStatus.Healthy || now.Snapshot.IsOver, cancellationToken);
        return now.Snapshot.HealthStatus == HealthStatus.Healthy ? now : throw new DistributedApplicationException(
            now.Snapshot.Failure?.Message ?? $"'{resourceName}' ended before it was healthy.", now.Snapshot.Failure);
    }

    internal CustomResourceSnapshot Of(IResource resource) => current[resource.Name].Snapshot;

    internal void Publish(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> update)
    {
        current.AddOrUpdate(resource.Name,
            name => new(resource, name, update(new())), (_, last) => last with { Snapshot = update(last.Snapshot) });
        Interlocked.Exchange(ref change, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    private async Task<ResourceEvent> WatchAsync(
        string name, Func<ResourceEvent, bool> predicate, CancellationToken cancellation)
    {
        while (true)
        {
            var next = change.Task;
            if (!current.TryGetValue(name, out var now))
                throw new DistributedApplicationException($"There is no resource named '{name}'.");
            if (predicate(now))
                return now;
            await next.WaitAsync(cancellation);
        }
    }
}

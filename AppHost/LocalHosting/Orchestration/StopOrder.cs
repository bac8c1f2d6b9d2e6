using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;

namespace ProjetK.AppHost.LocalHosting;

/// <summary>Stops processes in the reverse of the order of their start, side by side where it may be.</summary>
internal sealed class StopOrder(IReadOnlyList<Resource> resources, Func<Resource, Task> stop)
{
    private readonly ConcurrentDictionary<Resource, Lazy<Task>> stops = [];

    public Task StopAllAsync() => Task.WhenAll(resources.Select(Stop));

    private Task Stop(Resource resource) =>
        stops.GetOrAdd(resource, _ => new(() => StopAfterDependentsAsync(resource))).Value;

    private async Task StopAfterDependentsAsync(Resource resource)
    {
        await Task.WhenAll(resources.Where(other => other.All<WaitAnnotation>().Any(wait => wait.Resource == resource))
            .Select(Stop));
        await stop(resource);
    }
}

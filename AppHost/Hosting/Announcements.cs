using System.Collections.Concurrent;
using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using ProjetK.AppHost.Servers;

namespace ProjetK.AppHost.Hosting;

/// <summary>Tells whoever started the stack at a terminal what happens: what servers fetch, which resource cannot start
/// and why, and, in the end, that all is up and where.</summary>
internal sealed class Announcements(
    DistributedApplicationModel model, ResourceNotificationService notifications, ResourceLoggerService logs,
    IHostApplicationLifetime application, IConfiguration configuration, StackFolder folder)
    : IDistributedApplicationEventingSubscriber
{
    private const int Tail = 15;

    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly ConcurrentDictionary<string, bool> ready = [];
    private readonly HashSet<string> told = [];
    private bool isUp;

    /// <summary>Begins before the first resource starts; the host's own services would begin after the last one.</summary>
    public Task SubscribeAsync(
        IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext,
        CancellationToken cancellationToken)
    {
        eventing.Subscribe<BeforeStartEvent>((_, _) =>
        {
            foreach (var server in model.Resources.OfType<ServerProcess>())
                _ = Until(application.ApplicationStopping, stopping => TellPreparation(server, stopping));
            _ = Until(application.ApplicationStopping, TellStates);
            return Task.CompletedTask;
        });
        return Task.CompletedTask;
    }

    private static async Task Until(CancellationToken stopping, Func<CancellationToken, Task> tell)
    {
        try
        {
            await tell(stopping);
        }
        catch (OperationCanceledException)
        {
            // The stack stops.
        }
    }

    private async Task TellStates(CancellationToken stopping)
    {
        await foreach (var now in notifications.WatchAsync(stopping))
            await Hear(now, stopping);
    }

    private async Task Hear(ResourceEvent now, CancellationToken cancellation)
    {
        var (resource, snapshot) = (now.Resource, now.Snapshot);
        if (HasFailed(resource, snapshot))
        {
            if (told.Add(resource.Name))
                await TellFailure(resource, snapshot, cancellation);
        }
        else if (snapshot.HealthStatus == HealthStatus.Healthy && snapshot.State?.Text == KnownResourceStates.Running)
        {
            ready[resource.Name] = true;
            if (told.Remove(resource.Name) && isUp)
                Console.WriteLine($"{resource.Name} is back.");
        }
        if (!isUp && Awaited().All(name => ready.ContainsKey(name)))
            Welcome();
    }

    // What was asked to stop ends with 0, or with -1 when it had to be killed.
    private bool HasFailed(IResource resource, CustomResourceSnapshot snapshot) => snapshot.State?.Text switch
    {
        var state when state == KnownResourceStates.FailedToStart || state == KnownResourceStates.RuntimeUnhealthy => true,
        var state when state == KnownResourceStates.Exited || state == KnownResourceStates.Finished =>
            snapshot.ExitCode is not (null or 0) && !(snapshot.ExitCode == -1 && ready.ContainsKey(resource.Name)),
        _ => false,
    };

    private IEnumerable<string> Awaited() => model.Resources
        .Where(resource => resource is ProjectResource or ServerProcess && resource.TryGetAnnotationsOfType<HealthCheckAnnotation>(out _))
        .Select(resource => resource.Name);

    // Lines that a server's script says to a person begin with ">".
    private async Task TellPreparation(ServerProcess server, CancellationToken stopping)
    {
        await foreach (var lines in logs.WatchAsync(server).WithCancellation(stopping))
            foreach (var line in lines.Select(line => Text(line.Content)).Where(line => line.StartsWith('>')))
                Console.WriteLine($"{server.Name}: {line[1..].Trim()}");
    }

    private async Task TellFailure(IResource resource, CustomResourceSnapshot snapshot, CancellationToken cancellation)
    {
        if (AwaitedInVain(resource) is { } other)
        {
            Console.Error.WriteLine($"{resource.Name} does not start: it waits for {other}.");
            return;
        }
        Console.Error.WriteLine(snapshot.ExitCode is { } code
            ? $"{resource.Name} stopped with exit code {code}:" : $"{resource.Name} could not start:");
        var lines = new List<string>();
        await foreach (var batch in logs.GetAllAsync(resource).WithCancellation(cancellation))
            lines.AddRange(batch.Select(line => Text(line.Content)));
        foreach (var line in lines.Where(line => !line.StartsWith("   at ", StringComparison.Ordinal)).TakeLast(Tail))
            Console.Error.WriteLine($"    {line}");
        Console.Error.WriteLine($"What to do: read all of its log, {Dashboard.Link(configuration)}");
    }

    private string? AwaitedInVain(IResource resource) => resource.Annotations.OfType<WaitAnnotation>()
        .Select(wait => wait.Resource.Name).FirstOrDefault(told.Contains);

    private void Welcome()
    {
        isUp = true;
        Console.WriteLine();
        foreach (var gateway in model.Resources.OfType<ProjectResource>().Where(project => project.Name == "gateway"))
            foreach (var (name, label) in new[] { ("http", "gateway"), ("grpc", "gateway, gRPC"), ("https", "gateway, TLS") })
                if (gateway.GetEndpoints().FirstOrDefault(endpoint => endpoint.EndpointName == name) is { IsAllocated: true } open)
                    Console.WriteLine($"  {label,-14} {open.Url}");
        Console.WriteLine($"  {"dashboard",-14} {Dashboard.Link(configuration)}");
        Console.WriteLine($"  {"mails",-14} {folder.Mails(configuration)}");
        Console.WriteLine($"  {"data",-14} {folder.Path}{(folder.KeepsData ? "" : " (thrown away at the end)")}");
        Console.WriteLine();
        Console.WriteLine($"All is up, in {clock.Elapsed.TotalSeconds:0.0} s. Ctrl+C stops everything.");
    }

    // Log lines begin with the time at which they were written.
    private static string Text(string line) =>
        line.IndexOf(' ') is > 0 and var space && DateTime.TryParse(line[..space], out _) ? line[(space + 1)..] : line;
}

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
    private readonly HashSet<string> ready = [], told = [], asked = [];
    private bool isUp;

    /// <summary>Begins before the first resource starts; the host's own services would begin after the last one.
    /// </summary>
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

    private async Task Hear(ResourceEvent now, CancellationToken stopping)
    {
        var (resource, snapshot) = (now.Resource, now.Snapshot);
        var state = snapshot.State?.Text ?? "";
        var isAsked = asked.Contains(resource.Name);
        if (state == KnownResourceStates.Stopping)
            asked.Add(resource.Name);
        else if (state is not "" && !KnownResourceStates.TerminalStates.Contains(state))
            asked.Remove(resource.Name);
        if (HasFailed(state, snapshot.ExitCode) && !isAsked)
        {
            if (told.Add(resource.Name))
                await TellFailure(resource, snapshot, stopping);
        }
        else if (state == KnownResourceStates.Running && snapshot.HealthStatus == HealthStatus.Healthy)
        {
            ready.Add(resource.Name);
            if (told.Remove(resource.Name))
                Console.WriteLine($"{resource.Name} is back.");
        }
        if (!isUp && Awaited().All(ready.Contains))
            Welcome();
    }

    private static bool HasFailed(string state, int? exitCode) =>
        state == KnownResourceStates.FailedToStart || state == KnownResourceStates.RuntimeUnhealthy
        || KnownResourceStates.TerminalStates.Contains(state) && exitCode is not (null or 0);

    private IEnumerable<string> Awaited() => model.Resources
        .Where(resource => resource is ProjectResource or ServerProcess
            && resource.TryGetAnnotationsOfType<HealthCheckAnnotation>(out _))
        .Select(resource => resource.Name);

    // Lines that a server's script says to a person begin with ">".
    private async Task TellPreparation(ServerProcess server, CancellationToken stopping)
    {
        await foreach (var lines in logs.WatchAsync(server).WithCancellation(stopping))
            foreach (var line in lines.Select(line => new Line(line)).Where(line => line.IsForPeople))
                Console.WriteLine($"{server.Name}: {line.Text[1..].Trim()}");
    }

    private async Task TellFailure(IResource resource, CustomResourceSnapshot snapshot, CancellationToken stopping)
    {
        Console.Error.WriteLine(snapshot.ExitCode switch
        {
            null => $"{resource.Name} could not start:",
            -1 => $"{resource.Name} was killed, or broke off:",
            var code => $"{resource.Name} stopped with exit code {code}:",
        });
        var lines = new List<Line>();
        await foreach (var batch in logs.GetAllAsync(resource).WithCancellation(stopping))
            lines.AddRange(batch.Select(line => new Line(line)));
        var grave = lines.Where(line => line.IsGrave).ToList();
        foreach (var line in (grave.Count > 0 ? grave : lines.Where(line => line.IsOfTheProcess)).TakeLast(Tail))
            Console.Error.WriteLine($"    {line.Text}");
        if (!lines.Any(line => line.IsForPeople))
            Console.Error.WriteLine($"What to do: read all of its log, {Dashboard.Link(configuration)}");
        foreach (var other in model.Resources.Where(other => Awaits(other, resource)).Select(other => other.Name))
            Console.Error.WriteLine($"{other} waits for {resource.Name}.");
    }

    private bool Awaits(IResource resource, IResource other) => !ready.Contains(resource.Name)
        && resource.Annotations.OfType<WaitAnnotation>().Any(wait => wait.Resource == other);

    private void Welcome()
    {
        isUp = true;
        Console.WriteLine();
        var endpoints = model.Resources.OfType<ProjectResource>().Where(project => project.Name == "gateway")
            .SelectMany(gateway => gateway.GetEndpoints()).Where(endpoint => endpoint.IsAllocated).ToList();
        foreach (var (name, label) in new[]
            { ("http", "gateway"), ("grpc", "gateway, gRPC"), ("https", "gateway, TLS") })
            if (endpoints.Find(endpoint => endpoint.EndpointName == name) is { } open)
                Console.WriteLine($"  {label,-14} {open.Url}");
        Console.WriteLine($"  {"dashboard",-14} {Dashboard.Link(configuration)}");
        Console.WriteLine($"  {"mails",-14} {folder.Mails(configuration)}");
        Console.WriteLine($"  {"data",-14} {folder.Path}{(folder.KeepsData ? "" : " (thrown away at the end)")}");
        Console.WriteLine();
        Console.WriteLine($"All is up, in {clock.Elapsed.TotalSeconds:0.0} s. Ctrl+C stops everything.");
    }
}

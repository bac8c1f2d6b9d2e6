using System.Collections.Concurrent;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ProjetK.AppHost.LocalHosting;

/// <summary>Starts the resources, each as soon as those it waits for are ready, and stops them in reverse order.</summary>
internal sealed class Stack(DistributedApplicationBuilder builder, ResourceNotificationService notifications)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pulse = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<Resource, SupervisedProcess> processes = [];
    private readonly TaskCompletionSource<Exception> failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private PortLease? ports;
    private Task[] runs = [];
    private Task? stopped;

    public IReadOnlyList<Resource> Resources { get; } = [.. builder.Resources.Cast<Resource>()];
    public IConfiguration Configuration => builder.Configuration;
    public StackOptions Options => builder.Options;
    public StackFolder Folder => builder.Folder ?? throw new InvalidOperationException("The stack is not started.");
    public Task<Exception> Failed => failed.Task;
    public Task Up => Task.WhenAll(runs);
    public Terminal Terminal { get; } = new(quiet: builder.Options.Testing);

    public CustomResourceSnapshot StateOf(Resource resource) => notifications.Of(resource);

    public async Task StartAsync(CancellationToken cancellation)
    {
        builder.Folder = await StackFolder.OpenAsync(Options, cancellation);
        ports = PortLease.For(Resources, Options.Testing);
        runs = [.. Resources.Select(resource => Task.Run(() => RunAsync(resource), CancellationToken.None))];
    }

    /// <summary>Starts a process of a resource; none starts any more once the stack is stopping.</summary>
    public SupervisedProcess Start(Resource resource, Command command)
    {
        lock (gate)
        {
            stopping.Token.ThrowIfCancellationRequested();
            var log = new OutputLog(Folder.LogOf(resource.Name), resource is ProjectResource ? Terminal.For(resource) : null);
            var process = SupervisedProcess.Start(command, log);
            Folder.Remember(resource.Name, process.Id);
            return processes[resource] = process;
        }
    }

    public int Port() => ports!.Next();

    public Task StopAsync()
    {
        lock (gate)
            return stopped ??= StopOnceAsync();
    }

    private async Task RunAsync(Resource resource)
    {
        try
        {
            await WaitForDependenciesAsync(resource);
            Publish(resource, KnownResourceStates.Starting);
            var process = await resource.StartAsync(this, stopping.Token);
            Publish(resource, KnownResourceStates.Running);
            var watch = process is null ? null : WatchAsync(resource, process);
            await UntilHealthyAsync(resource, process);
            notifications.Publish(resource, now => now with { HealthStatus = HealthStatus.Healthy });
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            Fail(resource, exception);
        }
    }

    private async Task WaitForDependenciesAsync(Resource resource)
    {
        Publish(resource, KnownResourceStates.Waiting);
        foreach (var wait in resource.All<WaitAnnotation>())
        {
            var (now, name) = (default(ResourceEvent), wait.Resource.Name);
            now = await notifications.WaitForResourceAsync(name,
                now => now.Snapshot.IsOver || wait.WaitType switch
                {
                    WaitType.WaitUntilHealthy => now.Snapshot.HealthStatus == HealthStatus.Healthy,
                    WaitType.WaitUntilStarted => now.Snapshot.State?.Text == KnownResourceStates.Running,
                    WaitType.WaitForCompletion => false,
                }, stopping.Token);
            if (now.Snapshot.IsOver && !(wait.WaitType == WaitType.WaitForCompletion && now.Snapshot.ExitCode == wait.ExitCode))
                throw now.Snapshot.Failure ?? new StackException(resource.Name, $"{name}, which it needs, has stopped");
        }
    }

    private async Task UntilHealthyAsync(Resource resource, SupervisedProcess? process)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        patience.CancelAfter(Patience);
        Exception? last = null;
        while (process is not { HasExited: true })
        {
            try
            {
                if (await resource.IsHealthyAsync(patience.Token))
                    return;
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested)
            {
                last = exception;
            }
            if (patience.IsCancellationRequested && !stopping.IsCancellationRequested)
                throw new StackException(resource.Name, $"it is not healthy after {Patience.TotalMinutes:0} minutes",
                    $"read {Folder.LogOf(resource.Name)}", process?.Log.Tail, last);
            await Task.Delay(Pulse, stopping.Token);
        }
    }

    private async Task WatchAsync(Resource resource, SupervisedProcess process)
    {
        var code = await process.Exit;
        var expected = Resources.SelectMany(other => other.All<WaitAnnotation>()).Any(wait =>
            wait.Resource == resource && wait.WaitType == WaitType.WaitForCompletion && wait.ExitCode == code);
        var failure = expected || stopping.IsCancellationRequested ? null : new StackException(resource.Name,
            $"it stopped with exit code {code}", $"read {Folder.LogOf(resource.Name)}", process.Log.Tail);
        notifications.Publish(resource, now => now with
        {
            State = new(code == 0 ? KnownResourceStates.Finished : KnownResourceStates.Exited),
            HealthStatus = expected ? now.HealthStatus : null,
            ExitCode = code,
            Failure = failure,
        });
        if (failure is not null && !failed.TrySetResult(failure))
            return;
        if (failure is not null && Up.IsCompleted)
            Terminal.Say(failure.Message);
    }

    private void Fail(Resource resource, Exception exception)
    {
        var failure = exception as StackException
            ?? new StackException(resource.Name, $"it could not start: {exception.Message}", inner: exception);
        notifications.Publish(resource, now => now with
        {
            State = new(KnownResourceStates.FailedToStart),
            Failure = failure,
        });
        failed.TrySetResult(failure);
    }

    private void Publish(Resource resource, string state) =>
        notifications.Publish(resource, now => now.IsOver ? now : now with { State = new(state) });

    private async Task StopOnceAsync()
    {
        await stopping.CancelAsync();
        await Task.WhenAll(runs);
        var stops = new ConcurrentDictionary<Resource, Lazy<Task>>();
        await Task.WhenAll(Resources.Select(Stop));
        ports?.Dispose();
        if (builder.Folder is { } folder)
            folder.Dispose();

        Task Stop(Resource resource) => stops.GetOrAdd(resource, _ => new(() => StopAfterDependentsAsync(resource))).Value;

        async Task StopAfterDependentsAsync(Resource resource)
        {
            await Task.WhenAll(Resources.Where(other => other.All<WaitAnnotation>().Any(w => w.Resource == resource)).Select(Stop));
            if (processes.TryGetValue(resource, out var process))
                await process.StopAsync();
        }
    }
}

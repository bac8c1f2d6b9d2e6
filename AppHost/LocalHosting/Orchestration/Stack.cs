using System.Collections.Concurrent;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ProjetK.AppHost.LocalHosting;

/// <summary>Starts the resources, each as soon as those it waits for are ready; stops them in reverse order.</summary>
internal sealed class Stack(DistributedApplicationBuilder builder, ResourceNotificationService notifications)
{
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<Resource, SupervisedProcess> processes = [];
    private readonly TaskCompletionSource<Exception> failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private volatile bool isUp;
    private PortLease? ports;
    private Task[] runs = [];
    private Task? stopped;

    public IReadOnlyList<Resource> Resources { get; } = [.. builder.Resources.Cast<Resource>()];
    public IConfiguration Configuration => builder.Configuration;
    public StackOptions Options => builder.Options;
    public StackFolder Folder => builder.Folder ?? throw new InvalidOperationException("The stack is not started.");
    public Task<Exception> Failed => failed.Task;
    public Terminal Terminal { get; } = new(quiet: builder.Options.Testing);

    public CustomResourceSnapshot StateOf(Resource resource) => notifications.Of(resource);

    public async Task StartAsync(CancellationToken cancellation)
    {
        builder.Folder = await StackFolder.OpenAsync(Options, cancellation);
        ports = PortLease.For(Resources, Options.Testing);
        runs = [.. Resources.Select(resource => Task.Run(() => RunAsync(resource), CancellationToken.None))];
    }

    /// <summary>Ends when every resource is ready, or has failed.</summary>
    public async Task UpAsync()
    {
        await Task.WhenAll(runs);
        isUp = !failed.Task.IsCompleted;
    }

    /// <summary>Starts a process of a resource; none starts any more once the stack is stopping.</summary>
    public SupervisedProcess Start(Resource resource, Command command)
    {
        lock (gate)
        {
            stopping.Token.ThrowIfCancellationRequested();
            var show = resource is ProjectResource ? Terminal.For(resource) : null;
            var log = new OutputLog(Folder.LogOf(resource.Name), show);
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
            var watch = process is null ? Task.CompletedTask : WatchAsync(resource, process);
            await Readiness.OfAsync(resource, process, Folder.LogOf(resource.Name), stopping.Token);
            if (process is { HasExited: true })
                await watch;
            notifications.Publish(resource, now => now.Failure is null
                ? now with { HealthStatus = HealthStatus.Healthy } : now);
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
            var name = wait.Resource.Name;
            var (_, _, now) = await notifications.WaitForResourceAsync(
                name, now => now.Snapshot.IsOver || Satisfies(now.Snapshot, wait.WaitType), stopping.Token);
            var completed = wait.WaitType == WaitType.WaitForCompletion && now.ExitCode == wait.ExitCode;
            if (now.IsOver && !completed)
                throw now.Failure ?? new StackException(resource.Name, $"{name}, which it needs, has stopped");
        }
    }

    private static bool Satisfies(CustomResourceSnapshot now, WaitType wait) => wait switch
    {
        WaitType.WaitUntilHealthy => now.HealthStatus == HealthStatus.Healthy,
        WaitType.WaitUntilStarted => now.State?.Text == KnownResourceStates.Running,
        WaitType.WaitForCompletion => false,
    };

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
        if (failure is null)
            return;
        failed.TrySetResult(failure);
        if (isUp)
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
        await new StopOrder(Resources, processes).StopAllAsync();
        ports?.Dispose();
        builder.Folder?.Dispose();
    }
}

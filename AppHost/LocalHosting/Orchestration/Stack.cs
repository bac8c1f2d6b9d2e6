using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ProjetK.AppHost.LocalHosting;

/// <summary>Starts the resources, each as soon as those it waits for are ready; stops them in reverse order.</summary>
internal sealed class Stack(DistributedApplicationBuilder builder, ResourceNotificationService notifications)
{
    private readonly CancellationTokenSource stopping = new();
    private readonly TaskCompletionSource<Exception> failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private volatile bool isUp;
    private IReadOnlyDictionary<Resource, Replica[]> replicas = new Dictionary<Resource, Replica[]>();
    private PortLease? ports;
    private Task[] runs = [];
    private Task? stopped;

    public IReadOnlyList<Resource> Resources { get; } = [.. builder.Resources.Cast<Resource>()];
    public IConfiguration Configuration => builder.Configuration;
    public StackOptions Options => builder.Options;
    public StackFolder Folder => builder.Folder ?? throw new InvalidOperationException("The stack is not started.");
    public Task<Exception> Failed => failed.Task;
    public Terminal Terminal { get; } = new(quiet: builder.Options.Testing);
    public CancellationToken Stopping => stopping.Token;
    public bool IsStopping => stopping.IsCancellationRequested;

    public CustomResourceSnapshot StateOf(Resource resource) => notifications.Of(resource);

    public IReadOnlyList<Replica> ReplicasOf(Resource resource) => replicas[resource];

    public async Task StartAsync(CancellationToken cancellation)
    {
        builder.Folder = await StackFolder.OpenAsync(Options, cancellation);
        builder.Configuration["Aspire:Store:Path"] = builder.Folder.Path;
        ports = PortLease.For(Resources, Options.Testing);
        replicas = Resources.ToDictionary(resource => resource, resource =>
            Enumerable.Range(0, resource.ReplicaCount).Select(index => new Replica(resource, index, this)).ToArray());
        runs = [.. Resources.Select(resource => Task.Run(() => RunAsync(resource), CancellationToken.None))];
    }

    /// <summary>Ends when every resource is ready, or has failed.</summary>
    public async Task UpAsync()
    {
        await Task.WhenAll(runs);
        isUp = !failed.Task.IsCompleted;
    }

    public T IfNotStopping<T>(Func<T> start)
    {
        lock (gate)
        {
            stopping.Token.ThrowIfCancellationRequested();
            return start();
        }
    }

    public int Port() => ports!.Next();

    public Task StopAsync()
    {
        lock (gate)
            return stopped ??= StopOnceAsync();
    }

    public void HasStarted(Resource resource, bool again) => notifications.Publish(resource, now => now.IsOver && !again
        ? now : now with { State = new(KnownResourceStates.Running), ExitCode = null, Failure = null });

    /// <summary>True when somebody waits for its end, so that an end is no accident.</summary>
    public bool IsToEnd(Resource resource) => Resources.SelectMany(other => other.All<WaitAnnotation>())
        .Any(wait => wait.Resource == resource && wait.WaitType == WaitType.WaitForCompletion);

    /// <summary>Says how a resource is doing by how many of its replicas can be used.</summary>
    public void Reflect(Resource resource)
    {
        var ready = replicas[resource].Count(replica => replica.IsReady);
        notifications.Publish(resource, now => now.Failure is not null ? now : now with
        {
            HealthStatus = ready == replicas[resource].Length ? HealthStatus.Healthy
                : now.HealthStatus is null ? null
                : ready > 0 ? HealthStatus.Degraded : HealthStatus.Unhealthy,
        });
    }

    /// <summary>A process is over and is not started again.</summary>
    public void HasEnded(Replica replica, SupervisedProcess process, int code, bool isExpected)
    {
        var resource = replica.Resource;
        var isComplete = Resources.SelectMany(other => other.All<WaitAnnotation>()).Any(wait =>
            wait.Resource == resource && wait.WaitType == WaitType.WaitForCompletion && wait.ExitCode == code);
        var failure = isExpected || isComplete || IsStopping ? null : new StackException(replica.Label,
            $"it stopped with exit code {code}", $"read {replica.LogFile}", process.Log.Tail);
        Reflect(resource);
        if (failure is not null || replicas[resource].All(other => !other.IsRunning))
            notifications.Publish(resource, now => now with
            {
                State = new(code == 0 ? KnownResourceStates.Finished : KnownResourceStates.Exited),
                HealthStatus = isComplete ? HealthStatus.Healthy : null,
                ExitCode = code,
                Failure = failure,
            });
        if (failure is null)
            return;
        failed.TrySetResult(failure);
        if (isUp)
            Terminal.Say(failure.Message);
    }

    private async Task RunAsync(Resource resource)
    {
        try
        {
            await WaitForDependenciesAsync(resource);
            Publish(resource, KnownResourceStates.Starting);
            await Task.WhenAll(replicas[resource].Select(replica => replica.StartAsync(Stopping)));
        }
        catch (OperationCanceledException) when (IsStopping)
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
                name, now => now.Snapshot.IsOver || Satisfies(now.Snapshot, wait.WaitType), Stopping);
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
        await new StopOrder(Resources, EndAsync).StopAllAsync();
        ports?.Dispose();
        builder.Folder?.Dispose();
    }

    private Task EndAsync(Resource resource) => replicas.TryGetValue(resource, out var all)
        ? Task.WhenAll(all.Select(replica => replica.EndAsync(process => process.StopAsync())))
        : Task.CompletedTask;
}

using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;

namespace ProjetK.AppHost.LocalHosting;

/// <summary>One of the like processes of a resource: started, watched and, when it dies of itself after it could once
/// be used, started again.</summary>
internal sealed class Replica(Resource resource, int index, Stack stack)
{
    private readonly Dictionary<string, int> ports = [];
    private readonly Backoff backoff = new();
    private readonly Action<string>? show =
        resource is ProjectResource ? stack.Terminal.For(LabelOf(resource, index)) : null;
    private readonly SemaphoreSlim starting = new(1);
    private SupervisedProcess? process;
    private Task watch = Task.CompletedTask;
    private volatile bool isWanted, wasReady;

    public Resource Resource => resource;
    public int Index => index;
    public Stack Stack => stack;
    public string Label { get; } = LabelOf(resource, index);
    public string LogFile => stack.Folder.LogOf(Label);
    public bool IsReady { get; private set; }

    /// <summary>How many processes it has had.</summary>
    public int Starts { get; private set; }

    public bool IsRunning => ProcessId is not null;
    public int? ProcessId => process is { HasExited: false } running ? running.Id : null;

    public SupervisedProcess Process => process is { HasExited: false } running
        ? running : throw new InvalidOperationException($"{Label} does not run.");

    /// <summary>A port of its own for that purpose, the same at every start.</summary>
    public int Port(string purpose) =>
        ports.TryGetValue(purpose, out var port) ? port : ports[purpose] = stack.Port();

    /// <summary>Starts it unless it runs; ends when it can be used, or has died.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        isWanted = true;
        // Whoever wants it and whoever revives it may come at once; a second process would find the port taken.
        await starting.WaitAsync(cancellation);
        try
        {
            // Somebody may have ended it while this one waited.
            if (isWanted && !IsRunning)
                await StartProcessAsync(cancellation);
        }
        finally
        {
            starting.Release();
        }
    }

    private async Task StartProcessAsync(CancellationToken cancellation)
    {
        Starts++;
        var started = await resource.StartAsync(this, cancellation);
        stack.HasStarted(resource, again: wasReady);
        if (started is not null)
            watch = WatchAsync(started);
        await Readiness.OfAsync(this, started, cancellation);
        if (started is { HasExited: true })
        {
            if (!wasReady)
                await watch;
            return;
        }
        (IsReady, wasReady) = (true, true);
        backoff.IsWell();
        stack.Reflect(resource);
    }

    /// <summary>Starts its process; none starts any more once the stack is stopping.</summary>
    public SupervisedProcess Start(Command command) => stack.IfNotStopping(() =>
    {
        process = SupervisedProcess.Start(command, new(LogFile, show, append: Starts > 1));
        stack.Folder.Remember(Label, process.Id);
        return process;
    });

    /// <summary>Kills it, as any accident might: a project is started again. Ends when its end is known.</summary>
    public async Task CrashAsync()
    {
        var (victim, watched) = (Process, watch);
        victim.Kill();
        await victim.Exit;
        await watched;
    }

    /// <summary>Lets it die by that deed without being started again.</summary>
    public async Task EndAsync(Func<SupervisedProcess, Task> deed)
    {
        isWanted = false;
        if (process is { HasExited: false } running)
        {
            await deed(running);
            await running.Exit;
        }
        // Whoever watched it has understood that it is gone.
        await watch;
    }

    private async Task WatchAsync(SupervisedProcess watched)
    {
        var code = await watched.Exit;
        IsReady = false;
        if (!isWanted || stack.IsStopping || !wasReady || resource is not ProjectResource || stack.IsToEnd(resource))
            stack.HasEnded(this, watched, code, isExpected: !isWanted);
        else
        {
            stack.Reflect(resource);
            _ = ReviveAsync(code);
        }
    }

    private async Task ReviveAsync(int code)
    {
        var pause = backoff.Next();
        stack.Terminal.Say(
            $"{Label} stopped with exit code {code} and is started again in {pause.TotalSeconds:0} s. Log: {LogFile}");
        try
        {
            await Task.Delay(pause, stack.Stopping);
            // Somebody may want it to stay away.
            if (isWanted)
                await StartAsync(stack.Stopping);
        }
        catch (OperationCanceledException) when (stack.IsStopping)
        {
        }
        catch (Exception failure)
        {
            stack.Terminal.Say(failure.Message);
        }
    }

    private static string LabelOf(Resource resource, int index) =>
        resource.ReplicaCount == 1 ? resource.Name : $"{resource.Name}-{index}";

    /// <summary>How long to wait before starting again: longer and longer, unless it was well for a while.</summary>
    private sealed class Backoff
    {
        private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30), Enough = TimeSpan.FromMinutes(1);
        private long wellSince = Stopwatch.GetTimestamp();
        private TimeSpan next = TimeSpan.FromSeconds(1);

        public void IsWell() => wellSince = Stopwatch.GetTimestamp();

        public TimeSpan Next()
        {
            var pause = Stopwatch.GetElapsedTime(wellSince) > Enough ? TimeSpan.FromSeconds(1) : next;
            next = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, Longest.Ticks));
            return pause;
        }
    }
}

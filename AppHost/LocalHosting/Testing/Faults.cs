using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace ProjetK.AppHost.LocalHosting;

/// <summary>Lets a test do to the processes of a running stack what happens to processes: by the resource's name, to
/// one replica or to all.</summary>
public sealed class Faults
{
    private readonly Stack stack;

    internal Faults(Stack stack) => this.stack = stack;

    /// <summary>The ids of the processes that run.</summary>
    public IReadOnlyList<int> ProcessesOf(string resource) =>
        [.. Of(resource, null).Select(replica => replica.ProcessId).OfType<int>()];

    /// <summary>What its processes have written since the stack started.</summary>
    public async Task<string> LogOfAsync(string resource) => string.Concat(
        await Task.WhenAll(Of(resource, null).Select(replica => File.ReadAllTextAsync(replica.LogFile))));

    /// <summary>Asks it to end; it stays so until it is started.</summary>
    public Task StopAsync(string resource, int? replica = null) =>
        EndAsync(resource, replica, process => process.StopAsync());

    /// <summary>Kills it with all that it has started. A project is started again as after any crash; a server stays
    /// dead until it is started.</summary>
    public Task KillAsync(string resource, int? replica = null) => Task.WhenAll(Of(resource, replica).Select(one =>
        one.Resource is ProjectResource ? one.CrashAsync() : one.EndAsync(Kill)));

    /// <summary>Lets it stand still: connections stay, nothing answers.</summary>
    public void Pause(string resource, int? replica = null)
    {
        foreach (var one in Of(resource, replica))
            one.Process.Pause();
    }

    /// <summary>Lets it go on after a pause.</summary>
    public void Resume(string resource, int? replica = null)
    {
        foreach (var one in Of(resource, replica))
            one.Process.Resume();
    }

    /// <summary>Starts what does not run, on its old data and ports; ends when it can be used, whoever started
    /// it.</summary>
    public Task StartAsync(string resource, int? replica = null) => Task.WhenAll(
        Of(resource, replica).Select(one => one.StartAsync(stack.Stopping)));

    /// <summary>PostgreSQL's own way to die at once: sessions are cut off, and it recovers when it starts.</summary>
    public async Task RestartImmediatelyAsync(string postgres)
    {
        await EndAsync(postgres, null, process =>
        {
            process.Send(Signal.Quit);
            return Task.CompletedTask;
        });
        await StartAsync(postgres);
    }

    private static Task Kill(SupervisedProcess process)
    {
        process.Kill();
        return Task.CompletedTask;
    }

    private Task EndAsync(string resource, int? replica, Func<SupervisedProcess, Task> deed) =>
        Task.WhenAll(Of(resource, replica).Select(one => one.EndAsync(deed)));

    private IEnumerable<Replica> Of(string resource, int? replica)
    {
        var all = stack.ReplicasOf(stack.Resources.FirstOrDefault(known => known.Name == resource)
            ?? throw new ArgumentException($"There is no resource named '{resource}'.", nameof(resource)));
        return replica is { } index ? [all[index]] : all;
    }
}

/// <summary>The way from a running stack to its faults.</summary>
public static class FaultsExtensions
{
    public static Faults Faults(this DistributedApplication application) => new(application.Stack);
}

using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ProjetK.Testing;

/// <summary>Does to the processes of a running stack what happens to processes: by the name of a service or server, to
/// one replica (the first is 0) or to all.</summary>
public sealed class Faults(DistributedApplication application)
{
    // Several replicas of each service may start at once on few cores.
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(3);

    private readonly HashSet<string> asked = [];
    private readonly DistributedApplicationModel model =
        application.Services.GetRequiredService<DistributedApplicationModel>();

    /// <summary>The ids of the processes that run.</summary>
    public IReadOnlyList<int> ProcessesOf(string name) => [.. Of(name, null).Select(ProcessOf).OfType<int>()];

    /// <summary>What its processes have written since the stack started.</summary>
    public async Task<string> LogOfAsync(string name)
    {
        var logs = application.Services.GetRequiredService<ResourceLoggerService>();
        var lines = new List<string>();
        foreach (var resource in Of(name, null))
            await foreach (var batch in logs.GetAllAsync(resource))
                lines.AddRange(batch.Select(line => Timeless(line.Content)));
        return string.Join('\n', lines);
    }

    /// <summary>Asks it to end; it stays so until it is started.</summary>
    public Task StopAsync(string name, int? replica = null) => Task.WhenAll(Of(name, replica).Select(async resource =>
    {
        lock (asked)
            asked.Add(resource.Name);
        // One that is paused would not hear it.
        Signal("CONT", Tree(resource));
        await Command(resource, KnownResourceCommands.StopCommand);
        await Eventually.Get(() => Task.FromResult(ProcessOf(resource)), process => process is null,
            $"the end of {resource.Name}");
    }));

    /// <summary>Kills it with all that it has started. A service is started again as after any crash; a server stays dead
    /// until it is started.</summary>
    public Task KillAsync(string name, int? replica = null) => Task.WhenAll(Of(name, replica).Select(resource =>
        End(resource, "KILL", Tree(resource))));

    /// <summary>Lets it end in good order, as whoever sends it a signal may; it is started again, too.</summary>
    public Task TerminateAsync(string name, int? replica = null) => Task.WhenAll(Of(name, replica).Select(resource =>
        End(resource, "TERM", ProcessOf(resource) is { } process ? [process] : [])));

    /// <summary>Lets it stand still: connections stay, nothing answers.</summary>
    public void Pause(string name, int? replica = null) => Signal("STOP", Of(name, replica).SelectMany(Tree));

    /// <summary>Lets it go on after a pause.</summary>
    public void Resume(string name, int? replica = null) => Signal("CONT", Of(name, replica).SelectMany(Tree));

    /// <summary>Starts what was stopped, or is a server, on its old data and ports; ends when it can be used, whoever
    /// started it.</summary>
    public Task StartAsync(string name, int? replica = null) => Task.WhenAll(Of(name, replica).Select(async resource =>
    {
        bool isOurs;
        lock (asked)
            isOurs = asked.Remove(resource.Name) || resource is not ProjectResource;
        if (isOurs && ProcessOf(resource) is null)
            await Command(resource, KnownResourceCommands.StartCommand);
        await Serves(resource);
    }));

    /// <summary>PostgreSQL's own way to die at once: sessions are cut off, and it recovers when it starts.</summary>
    public async Task RestartImmediatelyAsync(string postgres)
    {
        var resource = Of(postgres, null).Single();
        // The script's only child is the server.
        await End(resource, "QUIT", Tree(resource).Skip(1).Take(1));
        await StartAsync(postgres);
    }

    /// <summary>Ends when nothing is missing to any replica of a service, such as its line to the broker; that dead
    /// letters wait for an operator is nothing that is missing.</summary>
    public Task IsWell(string name) =>
        Task.WhenAll(Of(name, null).Select(resource => Serves(resource, answer => JsonDocument.Parse(answer).RootElement
            .GetProperty("checks").EnumerateObject()
            .All(check => check.Name == "messages" || check.Value.GetProperty("status").GetString() == "Healthy"))));

    private async Task Serves(IResource resource, Predicate<string>? wanted = null)
    {
        if (resource is not ProjectResource)
        {
            await application.ResourceNotifications.WaitForResourceHealthyAsync(
                resource.Name, WaitBehavior.WaitOnResourceUnavailable, TestContext.Current.CancellationToken);
            return;
        }
        using var client = application.CreateHttpClient(resource.Name, "http");
        await Eventually.Holds(async () =>
        {
            using var answer = await client.GetAsync("health");
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.IsSuccessStatusCode && wanted?.Invoke(text) is not false, text);
        }, $"{resource.Name} to serve", StartPatience);
    }

    private async Task End(IResource resource, string signal, IEnumerable<int> processes)
    {
        var former = ProcessOf(resource);
        Signal(signal, processes);
        await Eventually.Get(() => Task.FromResult(ProcessOf(resource)), process => process is null || process != former,
            $"the host to notice the end of {resource.Name}");
    }

    private async Task Command(IResource resource, string command)
    {
        var result = await application.ResourceCommands.ExecuteCommandAsync(
            resource, command, TestContext.Current.CancellationToken);
        Assert.True(result.Success, $"{resource.Name} {command}: {result.Message}");
    }

    private IReadOnlyList<IResource> Of(string name, int? replica)
    {
        var all = model.Resources.Where(resource => resource.Name == name
            || resource.Name.StartsWith($"{name}-", StringComparison.Ordinal)
                && int.TryParse(resource.Name[(name.Length + 1)..], CultureInfo.InvariantCulture, out _))
            .OrderBy(resource => resource.Name, StringComparer.Ordinal).ToList();
        Assert.True(all.Count > 0, $"There is no resource named '{name}'.");
        return replica is { } index ? [all[index]] : all;
    }

    private int? ProcessOf(IResource resource) =>
        application.ResourceNotifications.TryGetCurrentState(resource.Name, out var now)
        && now.Snapshot.State?.Text == KnownResourceStates.Running
        && now.Snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value is { } process
            ? Convert.ToInt32(process, CultureInfo.InvariantCulture) : null;

    /// <summary>The process and all that it has started, parents first.</summary>
    private IReadOnlyList<int> Tree(IResource resource)
    {
        if (ProcessOf(resource) is not { } root)
            return [];
        var children = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
            .Where(entry => int.TryParse(entry, out _)).ToLookup(entry => ParentOf(entry!), entry => int.Parse(entry!));
        List<int> tree = [root];
        for (var next = 0; next < tree.Count; next++)
            tree.AddRange(children[tree[next]]);
        return tree;
    }

    // The host puts the time before each line.
    private static string Timeless(string line) => line.IndexOf(' ') is > 0 and var space
        && DateTime.TryParse(line[..space], CultureInfo.InvariantCulture, out _) ? line[(space + 1)..] : line;

    private static int ParentOf(string process)
    {
        try
        {
            return int.Parse(File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("PPid:"))[5..]);
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return 0;
        }
    }

    private static void Signal(string signal, IEnumerable<int> processes)
    {
        string[] targets = [.. processes.Select(process => $"{process}")];
        if (targets.Length == 0)
            return;
        // Those that have ended meanwhile are complained of, which does not matter.
        using var kill = Process.Start(new ProcessStartInfo("kill", ["-s", signal, .. targets])
        {
            RedirectStandardError = true,
        })!;
        kill.WaitForExit();
    }
}

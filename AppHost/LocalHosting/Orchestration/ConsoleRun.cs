using System.Diagnostics;
using System.Runtime.InteropServices;
using Aspire.Hosting.ApplicationModel;

namespace ProjetK.AppHost.LocalHosting;

/// <summary>Runs the stack for a person at a terminal: says when all is up, and stops it when it is time.</summary>
internal sealed class ConsoleRun(Stack stack)
{
    private readonly TaskCompletionSource<string> asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when everything has ended; the answer is the exit code.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        using var cancelled = cancellation.Register(() => asked.TrySetResult("asked to"));
        var signals = Listen();
        using var parent = new Timer(_ => LookForParent(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(500));
        try
        {
            await stack.StartAsync(cancellation);
            await Task.WhenAny(stack.UpAsync(), stack.Failed, asked.Task);
            if (stack.Failed.IsCompleted)
                throw await stack.Failed;
            if (!asked.Task.IsCompleted)
                Welcome(clock.Elapsed);
            stack.Terminal.Say($"Stopping ({await asked.Task}) ...");
            await stack.StopAsync();
            stack.Terminal.Say("All has stopped.");
            return 0;
        }
        catch (StackException failure)
        {
            await stack.StopAsync();
            Console.Error.WriteLine();
            Console.Error.WriteLine(failure.Message);
            return 1;
        }
        finally
        {
            foreach (var signal in signals)
                signal.Dispose();
        }
    }

    private PosixSignalRegistration[] Listen() =>
        [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT }
            .Select(signal => PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                asked.TrySetResult(signal.ToString());
            }))];

    // A hang-up kills `dotnet run` and leaves the AppHost alone with a terminal that is gone.
    private readonly string? firstParent = ProcessTable.ParentOf(Environment.ProcessId);

    private void LookForParent()
    {
        if (ProcessTable.ParentOf(Environment.ProcessId) != firstParent)
            asked.TrySetResult("its parent process is gone");
    }

    private void Welcome(TimeSpan time)
    {
        var shown = stack.Resources.Where(resource => resource.IsShown).ToArray();
        var width = shown.Max(resource => resource.Name.Length);
        stack.Terminal.Say("");
        foreach (var resource in shown)
        {
            var line = $"  {resource.Name.PadRight(width)}  {StateOf(resource),-8}  {Addresses(resource)}";
            stack.Terminal.Say(line.TrimEnd());
        }
        stack.Terminal.Say("");
        stack.Terminal.Say(
            $"All is up, in {time.TotalSeconds:0.0} s. Logs: {stack.Folder.Logs}. Ctrl+C stops everything.");
    }

    private string StateOf(Resource resource) => stack.StateOf(resource) is { IsOver: false } now
        ? $"{now.HealthStatus}".ToLowerInvariant() : "finished";

    private static string Addresses(Resource resource) =>
        string.Join("  ", [.. Endpoints(resource), .. Urls(resource)]);

    private static IEnumerable<string> Urls(Resource resource)
    {
        var context = new ResourceUrlsCallbackContext(resource);
        foreach (var annotation in resource.All<ResourceUrlsCallbackAnnotation>())
            annotation.Callback(context);
        return context.Urls.Select(url => $"{url.DisplayText} {url.Url}".TrimStart());
    }

    private static IEnumerable<string> Endpoints(Resource resource) => resource is IResourceWithEndpoints listener
        ? resource.All<EndpointAnnotation>().OrderBy(endpoint => endpoint.Name != endpoint.UriScheme)
            .SelectMany(endpoint => Enumerable.Range(0, resource.ReplicaCount).Select(replica =>
                (endpoint.Name == endpoint.UriScheme ? "" : $"{endpoint.Name} ")
                    + new EndpointReference(listener, endpoint.Name) { Replica = replica }.Url))
        : [];
}

using System.Runtime.InteropServices;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;
using ProjetK.AppHost.Servers;

namespace ProjetK.AppHost.Hosting;

/// <summary>Ends the stack in order when its terminal goes away, and gives its folder back at the end.</summary>
internal sealed class Ending(
    IHostApplicationLifetime application, DistributedApplicationModel model, ResourceCommandService commands,
    StackFolder folder) : IHostedLifecycleService, IAsyncDisposable
{
    private static readonly TimeSpan Pulse = TimeSpan.FromMilliseconds(500);

    // The orchestrator kills after six seconds what does not end, first the services and then the servers.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    private readonly Lock gate = new();
    private Task? stopping;
    private PosixSignalRegistration? hangUp;
    private Timer? parent;

    /// <summary>Listens from the beginning: the start itself may take long, or wait for ever.</summary>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            application.StopApplication();
        });
        // A hang-up, or somebody's kill, may end `dotnet run` and leave the AppHost alone.
        if (OperatingSystem.IsLinux() && ProcessFiles.ParentOf(Environment.ProcessId) is var first
            && ProcessFiles.NameOf(first) == "dotnet")
            parent = new(_ =>
            {
                // What cannot be read is no news.
                if (ProcessFiles.ParentOf(Environment.ProcessId) is > 0 and var now && now != first)
                    application.StopApplication();
            }, null, Pulse, Pulse);
        return Task.CompletedTask;
    }

    /// <summary>Services end while their servers are still there, and the AppHost when all have ended. Tests stop the
    /// host twice at once: the second time it would ask DCP, which the first has ended by then, for half a minute.
    /// </summary>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        lock (gate)
            return stopping ??= EndAll(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        hangUp?.Dispose();
        if (parent is not null)
            await parent.DisposeAsync();
        await folder.Leave();
    }

    private async Task EndAll(CancellationToken cancellationToken)
    {
        try
        {
            await StopAll(cancellationToken).WaitAsync(Patience, cancellationToken);
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException)
        {
            Console.Error.WriteLine("The orchestrator did not stop everything in time, and is ended with what it runs.");
            await Orchestrator.End();
        }
    }

    private async Task StopAll(CancellationToken cancellationToken)
    {
        await Task.WhenAll(model.Resources.OfType<ProjectResource>().Select(Stop));
        await Task.WhenAll(model.Resources.OfType<ServerProcess>().Select(Stop));

        // Refused for what does not run.
        Task Stop(IResource resource) =>
            commands.ExecuteCommandAsync(resource, KnownResourceCommands.StopCommand, cancellationToken);
    }
}

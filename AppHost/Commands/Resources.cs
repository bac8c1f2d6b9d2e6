using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace ProjetK.AppHost.Commands;

/// <summary>Stops and starts resources as the dashboard does, and waits for it.</summary>
internal sealed class Resources(IServiceProvider host, TimeSpan patience, CancellationToken ending)
{
    private readonly ResourceCommandService commands = host.GetRequiredService<ResourceCommandService>();
    private readonly ResourceNotificationService notifications = host.GetRequiredService<ResourceNotificationService>();

    /// <summary>Ends when it has ended; at once when it does not run.</summary>
    public Task Stop(IResource resource) => InTime($"{resource.Name} does not end.", async limit =>
    {
        if (HasEnded(resource))
            return;
        await Command(resource, KnownResourceCommands.StopCommand, limit);
        await notifications.WaitForResourceAsync(resource.Name, now => IsEnd(now.Snapshot), limit);
    });

    /// <summary>Ends when it can be used.</summary>
    public Task Start(IResource resource) => InTime($"{resource.Name} is not ready.", async limit =>
    {
        if (HasEnded(resource))
            await Command(resource, KnownResourceCommands.StartCommand, limit);
        await notifications.WaitForResourceHealthyAsync(
            resource.Name, WaitBehavior.WaitOnResourceUnavailable, limit);
    });

    /// <summary>Runs once more what ends by itself; ends when it has done so well.</summary>
    public Task RunOnce(IResource resource) => InTime($"{resource.Name} does not end.", async limit =>
    {
        var hasBegun = false;
        var end = notifications.WaitForResourceAsync(resource.Name, now =>
        {
            hasBegun |= !IsEnd(now.Snapshot);
            return hasBegun && IsEnd(now.Snapshot);
        }, limit);
        await Command(resource, KnownResourceCommands.StartCommand, limit);
        if ((await end).Snapshot.ExitCode is not 0 and var code)
            throw new InvalidOperationException($"{resource.Name} ended with exit code {code}.");
    });

    private async Task Command(IResource resource, string command, CancellationToken limit)
    {
        var result = await commands.ExecuteCommandAsync(resource, command, limit);
        if (!result.Success)
            throw new InvalidOperationException($"{resource.Name} {command}: {result.Message}");
    }

    private bool HasEnded(IResource resource) =>
        notifications.TryGetCurrentState(resource.Name, out var now) && IsEnd(now.Snapshot);

    private static bool IsEnd(CustomResourceSnapshot snapshot) =>
        snapshot.State?.Text is { } state && KnownResourceStates.TerminalStates.Contains(state);

    private async Task InTime(string otherwise, Func<CancellationToken, Task> work)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ending);
        limit.CancelAfter(patience);
        try
        {
            await work(limit.Token);
        }
        catch (OperationCanceledException) when (!ending.IsCancellationRequested)
        {
            throw new TimeoutException(otherwise);
        }
    }
}

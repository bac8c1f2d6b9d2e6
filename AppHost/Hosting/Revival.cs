using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ProjetK.AppHost.Hosting;

/// <summary>Starts a project again that died of itself after it had been ready, later and later while it goes on dying.
/// One that was asked to stop stays away.</summary>
internal static partial class Revival
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30), Enough = TimeSpan.FromMinutes(1);

    public static IResourceBuilder<ProjectResource> WithRevival(this IResourceBuilder<ProjectResource> project)
    {
        var (isWatched, readySince, next) = (false, 0L, TimeSpan.FromSeconds(1));
        return project.OnResourceReady((resource, ready, cancellation) =>
        {
            readySince = Stopwatch.GetTimestamp();
            if (!isWatched)
                // Those who are told that it is ready go on at once.
                _ = Watch(resource, ready.Services, Pause);
            isWatched = true;
            return Task.CompletedTask;
        });

        TimeSpan Pause()
        {
            if (Stopwatch.GetElapsedTime(readySince) > Enough)
                next = TimeSpan.FromSeconds(1);
            var pause = next;
            next = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, Longest.Ticks));
            return pause;
        }
    }

    // The exit code does not tell: what is killed ends with -1, whoever killed it, and what got a signal of somebody else may
    // end well. What was asked to stop was stopping.
    private static async Task Watch(ProjectResource project, IServiceProvider services, Func<TimeSpan> pause)
    {
        var ending = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var lives = true;
        try
        {
            await foreach (var now in services.GetRequiredService<ResourceNotificationService>().WatchAsync(ending))
            {
                if (now.Resource != project || now.Snapshot.State?.Text is not { } state)
                    continue;
                var lived = lives;
                lives = state == KnownResourceStates.Running || lives && !HasEnded(state);
                if (lived && !lives
                    && state != KnownResourceStates.Stopping && now.Snapshot.ExitCode is not null)
                    await Revive(project, now, pause(), services, ending);
            }
        }
        catch (OperationCanceledException)
        {
            // The AppHost stops.
        }
    }

    private static bool HasEnded(string state) =>
        state == KnownResourceStates.Stopping || KnownResourceStates.TerminalStates.Contains(state);

    private static async Task Revive(
        ProjectResource project, ResourceEvent death, TimeSpan pause, IServiceProvider services,
        CancellationToken ending)
    {
        var logger = services.GetRequiredService<ResourceLoggerService>().GetLogger(project);
        Dead(logger, death.Snapshot.ExitCode, pause.TotalSeconds);
        await Task.Delay(pause, ending);
        var started = await services.GetRequiredService<ResourceCommandService>()
            .ExecuteCommandAsync(death.ResourceId, KnownResourceCommands.StartCommand, ending);
        if (!started.Success)
            NotStarted(logger, started.Message);
    }

    [LoggerMessage(LogLevel.Warning, "It stopped with exit code {Code} and is started again in {Pause} s.")]
    private static partial void Dead(ILogger logger, int? code, double pause);

    [LoggerMessage(LogLevel.Error, "It could not be started again: {Reason}")]
    private static partial void NotStarted(ILogger logger, string? reason);
}

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
        var (wasReady, readySince, next) = (false, 0L, TimeSpan.FromSeconds(1));
        return project
            .OnResourceReady((_, _, _) =>
            {
                (wasReady, readySince) = (true, Stopwatch.GetTimestamp());
                return Task.CompletedTask;
            })
            .OnResourceStopped((resource, stopped, cancellation) =>
            {
                if (wasReady && IsAccident(stopped.ResourceEvent.Snapshot.ExitCode))
                    // Whoever tells of the end goes on at once.
                    _ = Revive(resource, stopped, Pause());
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

    // Who was asked to stop ends well, or without a code when it had to be killed.
    private static bool IsAccident(int? exitCode) => exitCode is not (null or 0 or -1);

    private static async Task Revive(ProjectResource project, ResourceStoppedEvent stopped, TimeSpan pause)
    {
        var (services, instance) = (stopped.Services, stopped.ResourceEvent.ResourceId);
        var ending = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var logger = services.GetRequiredService<ResourceLoggerService>().GetLogger(project);
        Dead(logger, stopped.ResourceEvent.Snapshot.ExitCode, pause.TotalSeconds);
        try
        {
            await Task.Delay(pause, ending);
            var started = await services.GetRequiredService<ResourceCommandService>()
                .ExecuteCommandAsync(instance, KnownResourceCommands.StartCommand, ending);
            if (!started.Success)
                NotStarted(logger, started.Message);
        }
        catch (OperationCanceledException)
        {
            // The AppHost stops.
        }
    }

    [LoggerMessage(LogLevel.Warning, "It stopped with exit code {Code} and is started again in {Pause} s.")]
    private static partial void Dead(ILogger logger, int? code, double pause);

    [LoggerMessage(LogLevel.Error, "It could not be started again: {Reason}")]
    private static partial void NotStarted(ILogger logger, string? reason);
}

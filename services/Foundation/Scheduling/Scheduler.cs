using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ProjetK.Foundation;

/// <summary>Runs the scheduled tasks of this process when they are due. A row with a lease per task lets one replica run
/// it at a time; the lease of a replica that died ends, and another one begins again.</summary>
internal sealed partial class Scheduler(
    IEnumerable<ScheduledTask> tasks, NpgsqlDataSource dataSource, IServiceScopeFactory scopes,
    ILogger<Scheduler> logger) : BackgroundService
{
    private static readonly TimeSpan MinPause = TimeSpan.FromMilliseconds(50), MaxPause = TimeSpan.FromSeconds(30),
        AfterFailure = TimeSpan.FromSeconds(1);

    private readonly ScheduledTaskTable table = new(dataSource);
    private readonly Complaint complaint = new();

    /// <summary>How long a replica that died keeps a task from the others.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await Task.WhenAll(tasks.Select(task => Repeat(task, stoppingToken)));
    }

    private async Task Repeat(ScheduledTask task, CancellationToken stopping)
    {
        for (var isRegistered = false; !stopping.IsCancellationRequested;)
        {
            TimeSpan pause;
            try
            {
                if (!isRegistered)
                    await table.Register([task], stopping);
                isRegistered = true;
                var lease = Guid.NewGuid();
                if (await table.Claim(task.Name, lease, Lease, stopping))
                    await RunClaimed(task, lease, stopping);
                pause = await table.Delay(task.Name, stopping);
            }
            catch (Exception failure)
            {
                if (!stopping.IsCancellationRequested && complaint.IsNews(Refusals.Describe(failure)))
                    Paused(logger, task.Name, Refusals.Describe(failure));
                pause = AfterFailure;
            }
            await Task.Delay(pause < MinPause ? MinPause : pause > MaxPause ? MaxPause : pause, stopping)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RunClaimed(ScheduledTask task, Guid lease, CancellationToken stopping)
    {
        using var running = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var keeping = Keep(task, lease, running);
        var failure = await Try(task, running.Token);
        var isCutOff = running.IsCancellationRequested;
        await running.CancelAsync();
        await keeping;
        // Also while stopping, so that another replica goes on at once.
        await (isCutOff && failure is not null
            ? table.Release(task.Name, lease, CancellationToken.None)
            : table.Finish(task.Name, lease, failure is null ? task.Interval : task.RetryDelay, failure,
                CancellationToken.None));
    }

    /// <summary>Gives what went wrong, in words that hold no personal data; null when all went well.</summary>
    private async Task<string?> Try(ScheduledTask task, CancellationToken cancellation)
    {
        using var span = QuietSpan.Start($"run {task.Name}");
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await ((IScheduledTask)ActivatorUtilities.GetServiceOrCreateInstance(scope.ServiceProvider, task.Type))
                .Run(cancellation);
            return null;
        }
        catch (Exception failure)
        {
            var why = Describe(failure);
            QuietSpan.Wake();
            span?.SetStatus(ActivityStatusCode.Error, why);
            if (!cancellation.IsCancellationRequested)
                Failed(logger, task.Name, why, failure.StackTrace);
            return why;
        }
    }

    /// <summary>Renews the lease while the task runs; cancels the run when another replica has the task, or when the
    /// lease may have ended.</summary>
    private async Task Keep(ScheduledTask task, Guid lease, CancellationTokenSource running)
    {
        var renewed = Stopwatch.GetTimestamp();
        while (!running.IsCancellationRequested)
        {
            await Task.Delay(Lease / 6, running.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (running.IsCancellationRequested)
                return;
            var start = Stopwatch.GetTimestamp();
            try
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(running.Token);
                limit.CancelAfter(Lease / 6);
                if (!await table.Renew(task.Name, lease, Lease, limit.Token))
                    await running.CancelAsync();
                renewed = start;
            }
            catch (Exception failure) when (failure is NpgsqlException or OperationCanceledException)
            {
                if (Stopwatch.GetElapsedTime(renewed) > Lease / 2)
                    await running.CancelAsync();
            }
        }
    }

    /// <summary>What the database and our own refusals say names nobody; other failures may.</summary>
    private static string Describe(Exception failure) => failure is DomainException or NpgsqlException or PartlyFailed
        ? Refusals.Describe(failure)
        : failure.GetType().Name;

    [LoggerMessage(LogLevel.Warning, "Scheduled task {Task} failed and is tried again soon: {Reason} {Stack}")]
    private static partial void Failed(ILogger logger, string task, string reason, string? stack);

    [LoggerMessage(LogLevel.Warning, "Scheduled task {Task} is not looked at now: {Reason}")]
    private static partial void Paused(ILogger logger, string task, string reason);
}

using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using ProjetK.Testing;
using V1 = ProjetK.Operations.V1;

namespace ProjetK.Foundation.Tests;

public sealed class Scheduling_a_task(CounterHost host) : IClassFixture<CounterHost>
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200), Lease = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task has_it_run_again_and_again_by_one_replica_at_a_time()
    {
        var work = new Work { Length = TimeSpan.FromMilliseconds(100) };
        await using var replicas = await Start(work, count: 3);
        await Until.True(() => Task.FromResult(work.Ends >= 5), "it runs");
        Assert.Equal(1, work.MaxAtOnce);
    }

    [Fact]
    public async Task has_it_run_as_often_as_its_interval_says_with_any_number_of_replicas()
    {
        var work = new Work();
        await using var replicas = await Start(work, count: 3);
        await Until.True(() => Task.FromResult(work.Starts.Count >= 5), "it runs");
        Assert.All(work.Starts.Zip(work.Starts.Skip(1)), pair => Assert.True(pair.Second - pair.First > Interval * 0.9));
    }

    [Fact]
    public async Task keeps_it_while_it_runs_longer_than_the_lease()
    {
        var work = new Work { Length = Lease * 2 };
        await using var replicas = await Start(work, count: 2);
        await Until.True(() => Task.FromResult(work.Ends >= 1), "it ends");
        Assert.Equal((1, 1), (work.MaxAtOnce, work.Ends));
    }

    [Fact]
    public async Task has_it_begun_again_after_the_death_of_who_ran_it()
    {
        var work = new Work();
        await using (await Start(work, count: 1))
            await Until.True(() => Task.FromResult(work.Ends >= 1), "it runs");
        // What a process leaves behind that died in the middle.
        await host.Value<string>($"""
            UPDATE scheduled_tasks SET lease = gen_random_uuid(), leased_until = now() + interval '1 second',
                next_time = now() WHERE name = '{work.Name}' RETURNING name
            """);
        var (ends, start) = (work.Ends, DateTime.UtcNow);
        await using var other = await Start(work, count: 1);
        await Until.True(() => Task.FromResult(work.Ends > ends), "another one goes on");
        Assert.True(DateTime.UtcNow - start > TimeSpan.FromMilliseconds(800), "not before the lease ended");
    }

    [Fact]
    public async Task gives_it_to_another_at_once_when_the_service_stops()
    {
        var work = new Work { Length = TimeSpan.FromMinutes(1) };
        await using (await Start(work, count: 1))
            await Until.True(() => Task.FromResult(work.Starts.Count == 1), "it runs");
        Assert.True(await host.Value<bool>(
            $"SELECT lease IS NULL AND next_time <= now() AND outcome IS NULL FROM scheduled_tasks WHERE name = '{work.Name}'"));
    }

    [Fact]
    public async Task tells_how_its_last_run_ended_without_what_may_be_personal()
    {
        var work = new Work { Failure = new InvalidOperationException("marie.durand@example.org") };
        await using var replicas = await Start(work, count: 1);
        await Until.True(() => Task.FromResult(work.Starts.Count >= 2), "it is tried again");
        Assert.Equal("FAILED InvalidOperationException", await host.Value<string>(
            $"SELECT concat_ws(' ', outcome, failure) FROM scheduled_tasks WHERE name = '{work.Name}'"));
        work.Failure = null;
        await Until.True(async () => await host.Value<string>(
            $"SELECT outcome FROM scheduled_tasks WHERE name = '{work.Name}'") == "SUCCEEDED", "it succeeds");
    }

    [Fact]
    public async Task leaves_a_trace_only_of_runs_that_found_work_or_failed()
    {
        ConcurrentQueue<string> ended = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Meters.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => ended.Enqueue($"{span.DisplayName} {span.Recorded} {span.IsAllDataRequested}"),
        };
        ActivitySource.AddActivityListener(listener);
        var (idle, busy, failing) = (new Work(), new Work { Items = [1] }, new Work { Failure = new IOException() });
        foreach (var work in new[] { idle, busy, failing })
            await using (await Start(work, count: 1))
                await Until.True(() => Task.FromResult(work.Starts.Count > 1), "it runs");
        Assert.Contains($"run {idle.Name} False False", ended);
        Assert.DoesNotContain($"run {idle.Name} True True", ended);
        Assert.Contains($"run {busy.Name} True True", ended);
        Assert.Contains($"run {failing.Name} True True", ended);
    }

    [Fact]
    public async Task does_the_other_items_when_one_fails()
    {
        List<int> done = [];
        var failure = await Assert.ThrowsAsync<PartlyFailed>(() => OneByOne.Do([1, 2, 3], number =>
        {
            if (number == 2)
                throw new InvalidOperationException("secret");
            done.Add(number);
            return Task.CompletedTask;
        }, default));
        Assert.Equal([1, 3], done);
        Assert.Equal("1 of 3 items failed, the first with InvalidOperationException", failure.Message);
    }

    [Fact]
    public async Task shows_it_to_operators()
    {
        V1.ListScheduledTasksResponse answer = null!;
        await Until.True(async () =>
        {
            answer = await host.Operations.ListScheduledTasksAsync(new() { Parent = "services/counter" });
            return answer.ScheduledTasks.All(task => task.Outcome == V1.ScheduledTask.Types.Outcome.Succeeded);
        }, "all tasks have run");
        Assert.Equal(
            ["services/counter/scheduledTasks/purge-answers", "services/counter/scheduledTasks/purge-inbox"],
            answer.ScheduledTasks.Select(task => task.Name));
        Assert.All(answer.ScheduledTasks, task => Assert.Equal(
            (TimeSpan.FromSeconds(1), ""), (task.Interval.ToTimeSpan(), task.Failure)));
        Assert.All(answer.ScheduledTasks, task => Assert.True(
            task.StartTime <= task.EndTime && task.EndTime < task.NextTime));
        var page = await host.Operations.ListScheduledTasksAsync(new() { Parent = "services/counter", PageSize = 1 });
        page = await host.Operations.ListScheduledTasksAsync(
            new() { Parent = "services/counter", PageSize = 1, PageToken = page.NextPageToken });
        Assert.Equal("services/counter/scheduledTasks/purge-inbox", Assert.Single(page.ScheduledTasks).Name);
    }

    [Fact]
    public async Task of_another_service_is_not_found() => Assert.Equal(
        (Grpc.Core.StatusCode.NotFound, "NOT_FOUND"), (await Refusal.Of(
            host.Operations.ListScheduledTasksAsync(new() { Parent = "services/absent" }).ResponseAsync)).Kind);

    [Fact]
    public async Task degrades_health_while_it_fails()
    {
        await Until.True(async () => await host.Health() == "Healthy", "all is well");
        await host.Value<string>("""
            UPDATE scheduled_tasks SET next_time = now() + interval '1 hour', leased_until = '-infinity', lease = NULL,
                outcome = 'FAILED', failure = 'It rained', end_time = now()
            WHERE name = 'purge-inbox' RETURNING name
            """);
        Assert.Equal("Degraded", await host.Health());
        await host.Value<string>(
            "UPDATE scheduled_tasks SET next_time = now() WHERE name = 'purge-inbox' RETURNING name");
        await Until.True(async () => await host.Health() == "Healthy", "it ran again");
    }

    private async Task<Replicas> Start(Work work, int count)
    {
        var services = new ServiceCollection().AddSingleton(work).BuildServiceProvider();
        var replicas = new Replicas([.. Enumerable.Range(0, count).Select(_ => new Scheduler(
            [new(work.Name, Interval, typeof(Work))], host.App.Services.GetRequiredService<NpgsqlDataSource>(),
            services.GetRequiredService<IServiceScopeFactory>(), NullLogger<Scheduler>.Instance) { Lease = Lease })]);
        foreach (var replica in replicas.All)
            await replica.StartAsync(default);
        return replicas;
    }

    private sealed record Replicas(Scheduler[] All) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Task.WhenAll(All.Select(replica => replica.StopAsync(default)));
            foreach (var replica in All)
                replica.Dispose();
        }
    }

    private sealed class Work : IScheduledTask
    {
        private int running;

        public string Name { get; } = $"test-{Guid.NewGuid():N}";

        public TimeSpan Length { get; init; }

        public Exception? Failure { get; set; }

        public IReadOnlyList<int> Items { get; init; } = [];

        public ConcurrentQueue<DateTime> Starts { get; } = [];

        public int MaxAtOnce { get; private set; }

        public int Ends { get; private set; }

        public async Task Run(CancellationToken cancellation)
        {
            Starts.Enqueue(DateTime.UtcNow);
            MaxAtOnce = Math.Max(MaxAtOnce, Interlocked.Increment(ref running));
            try
            {
                await Task.Delay(Length, cancellation);
                await OneByOne.Do(Items, _ => Task.CompletedTask, cancellation);
                if (Failure is { } failure)
                    throw failure;
                Ends++;
            }
            finally
            {
                Interlocked.Decrement(ref running);
            }
        }
    }
}

using Npgsql;

namespace ProjetK.Foundation;

/// <summary>The table by which replicas agree who runs a task, and from which operators learn how it went.</summary>
internal sealed class ScheduledTaskTable(NpgsqlDataSource dataSource)
{
    /// <summary>Makes tasks known. One that is known keeps its time, unless its interval became shorter.</summary>
    public async Task Register(IEnumerable<ScheduledTask> tasks, CancellationToken cancellation)
    {
        await using var batch = dataSource.CreateBatch();
        foreach (var task in tasks)
            batch.BatchCommands.Add(new Statement("""
                INSERT INTO scheduled_tasks AS known (name, next_time) VALUES ($1, now() + $2)
                ON CONFLICT (name) DO UPDATE SET next_time = excluded.next_time
                WHERE known.next_time > excluded.next_time
                """, task.Name, task.Interval).ToCommand());
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Takes a task on when it is due and nobody runs it; false otherwise.</summary>
    public async Task<bool> Claim(string name, Guid lease, TimeSpan length, CancellationToken cancellation) =>
        await Execute(cancellation, """
            UPDATE scheduled_tasks SET lease = $2, leased_until = now() + $3, start_time = now()
            WHERE name = $1 AND next_time <= now() AND leased_until <= now()
            """, name, lease, length) == 1;

    /// <summary>Keeps a task; false when another replica has it meanwhile.</summary>
    public async Task<bool> Renew(string name, Guid lease, TimeSpan length, CancellationToken cancellation) =>
        await Execute(cancellation, """
            UPDATE scheduled_tasks SET leased_until = now() + $3 WHERE name = $1 AND lease = $2
            """, name, lease, length) == 1;

    /// <summary>Gives a task back with its outcome: without a failure it succeeded.</summary>
    public Task Finish(string name, Guid lease, TimeSpan delay, string? failure, CancellationToken cancellation) =>
        Execute(cancellation, """
            UPDATE scheduled_tasks SET lease = NULL, leased_until = '-infinity', next_time = now() + $3,
                end_time = now(), outcome = CASE WHEN $4::text IS NULL THEN 'SUCCEEDED' ELSE 'FAILED' END, failure = $4
            WHERE name = $1 AND lease = $2
            """, name, lease, delay, failure);

    /// <summary>Gives a task back that did not end, for another replica to begin again.</summary>
    public Task Release(string name, Guid lease, CancellationToken cancellation) => Execute(cancellation, """
        UPDATE scheduled_tasks SET lease = NULL, leased_until = '-infinity' WHERE name = $1 AND lease = $2
        """, name, lease);

    /// <summary>How long until the task may be claimed; less than nothing when it may already.</summary>
    public async Task<TimeSpan> Delay(string name, CancellationToken cancellation)
    {
        await using var command = dataSource.CreateCommand("""
            SELECT greatest(next_time, leased_until) - clock_timestamp() FROM scheduled_tasks WHERE name = $1
            """);
        command.Parameters.Add(new() { Value = name });
        return await command.ExecuteScalarAsync(cancellation) is TimeSpan delay ? delay : TimeSpan.Zero;
    }

    /// <summary>These tasks, by name.</summary>
    public async Task<List<ScheduledTaskState>> List(IEnumerable<string> names, CancellationToken cancellation)
    {
        await using var command = dataSource.CreateCommand("""
            SELECT name, next_time, leased_until > now(), start_time, end_time, outcome, coalesce(failure, ''),
                greatest(next_time, leased_until) - now()
            FROM scheduled_tasks WHERE name = ANY($1) ORDER BY name COLLATE "C"
            """);
        command.Parameters.Add(new() { Value = names.ToArray() });
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var states = new List<ScheduledTaskState>();
        while (await row.ReadAsync(cancellation))
            states.Add(Read(row));
        return states;
    }

    private static ScheduledTaskState Read(NpgsqlDataReader row) => new(
        row.GetString(0),
        row.GetFieldValue<DateTimeOffset>(1),
        row.GetBoolean(2),
        row.IsDBNull(3) ? null : row.GetFieldValue<DateTimeOffset>(3),
        row.IsDBNull(4) ? null : row.GetFieldValue<DateTimeOffset>(4),
        row.IsDBNull(5) ? ScheduledOutcome.None : Enum.Parse<ScheduledOutcome>(row.GetString(5), ignoreCase: true),
        row.GetString(6),
        row.IsDBNull(7) ? TimeSpan.Zero : row.GetTimeSpan(7));

    private async Task<int> Execute(CancellationToken cancellation, string sql, params object?[] parameters)
    {
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(new Statement(sql, parameters).ToCommand());
        return await batch.ExecuteNonQueryAsync(cancellation);
    }
}

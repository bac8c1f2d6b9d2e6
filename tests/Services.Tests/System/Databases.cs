using Npgsql;

namespace ProjetK.SystemTests;

/// <summary>Looks at everything that the services have written.</summary>
internal static class Databases
{
    private static readonly string[] Services = ["applications", "funding", "ecosystem"];
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(500);

    /// <summary>Fails when a row of a service has changed meanwhile. Saved answers may: a refusal is an answer too;
    /// messages on their way come and go, and proposals without an answer are made again.</summary>
    public static async Task<T> Unchanged<T>(Stack stack, Func<Task<T>> work)
    {
        var before = await Settled(stack);
        var result = await work();
        Assert.Equal(before, await Fingerprint(stack));
        return result;
    }

    /// <summary>Waits until what was announced before has arrived, and scheduled work has done what the clock of the test
    /// before left to do.</summary>
    private static async Task<SortedDictionary<string, string>> Settled(Stack stack)
    {
        var begin = DateTimeOffset.UtcNow;
        var earlier = await Fingerprint(stack);
        await Eventually.Get(async () =>
        {
            var waiting = await Unsettled(stack, begin);
            await Task.Delay(Breath);
            var seen = earlier;
            earlier = await Fingerprint(stack);
            return waiting == 0 && seen.SequenceEqual(earlier);
        }, atRest => atRest, "databases at rest");
        return earlier;
    }

    /// <summary>How many events wait, and how many scheduled tasks have not run whole since then.</summary>
    private static async Task<long> Unsettled(Stack stack, DateTimeOffset begin)
    {
        var count = 0L;
        foreach (var service in Services)
        {
            await using var database = NpgsqlDataSource.Create(await stack.AdminConnectionString(service));
            await using var command = database.CreateCommand("""
                SELECT (SELECT count(*) FROM outbox) + (
                    SELECT count(*) FROM scheduled_tasks
                    WHERE start_time IS NULL OR start_time < $1 OR end_time IS NULL OR end_time < start_time)
                """);
            command.Parameters.Add(new() { Value = begin });
            count += (long)(await command.ExecuteScalarAsync())!;
        }
        return count;
    }

    private static async Task<SortedDictionary<string, string>> Fingerprint(Stack stack)
    {
        var fingerprints = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var service in Services)
        {
            await using var database = NpgsqlDataSource.Create(await stack.AdminConnectionString(service));
            foreach (var table in await Tables(database))
            {
                await using var rows = database.CreateCommand(
                    $"""
                    SELECT count(*) || ' ' || coalesce(sum(hashtext((to_jsonb(t) - 'propose_time')::text)), 0)
                    FROM {table} AS t
                    """);
                fingerprints[$"{service}.{table}"] = (string)(await rows.ExecuteScalarAsync())!;
            }
        }
        return fingerprints;
    }

    private static async Task<List<string>> Tables(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand(
            """
            SELECT quote_ident(table_schema) || '.' || quote_ident(table_name)
            FROM information_schema.tables
            WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
                AND table_name NOT IN ('outbox', 'inbox', 'saved_answers', 'communes', 'populations', 'perimeter',
                    'scheduled_tasks')
            """);
        await using var reader = await command.ExecuteReaderAsync();
        var tables = new List<string>();
        while (await reader.ReadAsync())
            tables.Add(reader.GetString(0));
        return tables;
    }
}

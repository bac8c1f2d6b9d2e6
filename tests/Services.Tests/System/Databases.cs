using Npgsql;

namespace ProjetK.SystemTests;

/// <summary>Looks at everything that the services have written.</summary>
internal static class Databases
{
    private static readonly string[] Services = ["applications", "funding", "ecosystem"];
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(500);

    /// <summary>Fails when a row of a service has changed meanwhile. Saved answers may: a refusal is an answer too;
    /// messages on their way come and go, and scheduled work goes on.</summary>
    public static async Task<T> Unchanged<T>(Stack stack, Func<Task<T>> work)
    {
        var before = await Settled(stack);
        var result = await work();
        Assert.Equal(before, await Fingerprint(stack));
        return result;
    }

    /// <summary>Waits until what was announced before has arrived.</summary>
    private static async Task<SortedDictionary<string, string>> Settled(Stack stack)
    {
        var earlier = await Fingerprint(stack);
        await Eventually.Get(async () =>
        {
            var waiting = await Unannounced(stack);
            await Task.Delay(Breath);
            var seen = earlier;
            earlier = await Fingerprint(stack);
            return waiting == 0 && seen.SequenceEqual(earlier);
        }, atRest => atRest, "databases at rest");
        return earlier;
    }

    private static async Task<long> Unannounced(Stack stack)
    {
        var events = 0L;
        foreach (var service in Services)
        {
            await using var database = NpgsqlDataSource.Create(await stack.AdminConnectionString(service));
            await using var outbox = database.CreateCommand("SELECT count(*) FROM outbox");
            events += (long)(await outbox.ExecuteScalarAsync())!;
        }
        return events;
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
                    $"SELECT count(*) || ' ' || coalesce(sum(hashtext(t::text)), 0) FROM {table} AS t");
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

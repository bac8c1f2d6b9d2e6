using Npgsql;

namespace ProjetK.Foundation;

/// <summary>An event that this relay has taken on; with a queue it is a redelivery: the whole message, for that queue
/// alone.</summary>
internal sealed record OutboxRow(
    Guid Id, string Type, string Body, string? TraceParent, DateTime CreateTime, int Attempts, string? Queue,
    Guid MessageId)
{
    /// <summary>What must be at the broker before it can go there.</summary>
    public string Destination => Queue ?? Type;
}

/// <summary>The relay's side of the outbox: claims by state, never by "id greater than the last seen", because ids are
/// not in commit order.</summary>
internal sealed class OutboxTable(NpgsqlDataSource dataSource)
{
    /// <summary>Takes on rows that nobody else works on, in one short transaction of its own.</summary>
    public async Task<List<OutboxRow>> Claim(int limit, TimeSpan lease, CancellationToken cancellation)
    {
        await using var command = dataSource.CreateCommand("""
            UPDATE outbox SET claimed_until = now() + $2
            WHERE id IN (
                SELECT id FROM outbox WHERE available_time <= now() AND claimed_until < now()
                ORDER BY available_time, id LIMIT $1 FOR UPDATE SKIP LOCKED)
            RETURNING id, type, body::text, traceparent, create_time, attempts,
                queue, coalesce(message_id, id)
            """);
        command.Parameters.Add(new() { Value = limit });
        command.Parameters.Add(new() { Value = lease });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<OutboxRow>();
        while (await reader.ReadAsync(cancellation))
            rows.Add(new(
                reader.GetGuid(0), reader.GetString(1), reader.GetString(2),
                reader.IsDBNull(3) ? null : reader.GetString(3), reader.GetDateTime(4), reader.GetInt32(5),
                reader.IsDBNull(6) ? null : reader.GetString(6), reader.GetGuid(7)));
        return rows;
    }

    /// <summary>Removes what the broker has confirmed and lets what failed wait, in one round trip.</summary>
    public async Task Settle(
        Guid[] confirmed, IReadOnlyList<(Guid Id, string Error, TimeSpan Wait)> failed, CancellationToken cancellation)
    {
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(new Statement("DELETE FROM outbox WHERE id = ANY($1)", confirmed).ToCommand());
        if (failed.Count > 0)
            batch.BatchCommands.Add(new Statement(
                """
                UPDATE outbox SET claimed_until = '-infinity', available_time = now() + wait,
                    attempts = attempts + 1, last_error = error
                FROM unnest($1, $2, $3) AS failed (failed_id, error, wait) WHERE id = failed_id
                """,
                failed.Select(row => row.Id).ToArray(),
                failed.Select(row => row.Error).ToArray(),
                failed.Select(row => row.Wait).ToArray()).ToCommand());
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>How many events wait and for how many seconds the oldest has.</summary>
    public async Task<(long Count, double Age)> Backlog(CancellationToken cancellation)
    {
        await using var command = dataSource.CreateCommand(
            "SELECT count(*), coalesce(extract(epoch FROM now() - min(create_time)), 0)::float8 FROM outbox");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return (reader.GetInt64(0), reader.GetDouble(1));
    }
}

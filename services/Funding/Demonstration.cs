using Npgsql;

namespace ProjetK.Funding;

/// <summary>The envelopes that the demonstration shows, written as if they had been voted.</summary>
internal static class Demonstration
{
    private static readonly string[] Waves = ["2023", "2026"];
    private const long AmountCents = 63_000_000;

    /// <summary>What to write after the migration; nothing unless <c>Demonstration:Enabled</c> is true.</summary>
    public static Func<NpgsqlConnection, Task>? From(IConfiguration configuration)
    {
        var rates = StandardRates.From(configuration);
        return configuration.GetValue("Demonstration:Enabled", false) ? connection => Write(connection, rates) : null;
    }

    private static async Task Write(NpgsqlConnection connection, Rates rates)
    {
        foreach (var wave in Waves)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            if (await EnvelopeExists(connection, wave))
                continue;
            var vote = new Vote(
                wave, $"Participation financière — vague {wave}", [wave], rates, AmountCents, [], ["65735"]);
            if (await ClaimCall(connection, vote) is not { } published)
                continue;

            var now = DateTimeOffset.UtcNow;
            now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
            await using var batch = new NpgsqlBatch(connection);
            EnvelopeTable.Insert(Queue(batch), Envelope.Open(vote, published, Guid.CreateVersion7(), now));
            await batch.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
        }
    }

    private static async Task<bool> EnvelopeExists(NpgsqlConnection connection, string id)
    {
        await using var command = new NpgsqlCommand("SELECT true FROM envelopes WHERE id = $1", connection)
        {
            Parameters = { new() { Value = id } },
        };
        return await command.ExecuteScalarAsync() is true;
    }

    /// <summary>Whether the call is already published; null when it draws on another envelope.</summary>
    private static async Task<bool?> ClaimCall(NpgsqlConnection connection, Vote vote)
    {
        await using var command = new NpgsqlCommand(CallTable.ClaimSql, connection)
        {
            Parameters = { new() { Value = vote.Calls.ToArray() }, new() { Value = vote.Id } },
        };
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() ? reader.GetBoolean(1) : null;
    }

    private static Write Queue(NpgsqlBatch batch) => (sql, parameters) =>
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(new() { Value = parameter ?? DBNull.Value });
        batch.BatchCommands.Add(command);
    };
}

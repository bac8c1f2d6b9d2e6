using Npgsql;

namespace ProjetK.Foundation;

/// <summary>Forgets received messages and settled dead letters after thirty days.</summary>
internal sealed class InboxPurge(NpgsqlDataSource dataSource) : IScheduledTask
{
    /// <summary>A message that an operator may still have delivered again is remembered as long as that.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(new("DELETE FROM dead_letters WHERE settle_time < now() - interval '30 days'"));
        batch.BatchCommands.Add(new("""
            DELETE FROM inbox WHERE receive_time < now() - interval '30 days'
                AND NOT EXISTS (SELECT FROM dead_letters WHERE dead_letters.message_id = inbox.message_id)
            """));
        await batch.ExecuteNonQueryAsync(cancellation);
    }
}

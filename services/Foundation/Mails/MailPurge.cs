using Npgsql;

namespace ProjetK.Foundation;

/// <summary>Forgets after thirty days that a mail could not be delivered.</summary>
internal sealed class MailPurge(NpgsqlDataSource dataSource) : IScheduledTask
{
    public async Task Run(CancellationToken cancellation)
    {
        await using var command = dataSource.CreateCommand(
            "DELETE FROM outgoing_mails WHERE state = 'BOUNCED' AND end_time < now() - interval '30 days'");
        await command.ExecuteNonQueryAsync(cancellation);
    }
}

using Npgsql;

namespace ProjetK.Foundation;

/// <summary>Keeps a connection in step with the server about which statements are prepared.</summary>
/// <remarks>When the very execution fails at Bind in which Npgsql (10.0.3) prepares a statement by itself, the driver
/// forgets the statement and the server keeps it: the next use of that SQL on that connection reads the wrong answers.
/// So a connection that heard such an error forgets all its statements before the pool gives it to somebody else. The
/// price, one more round trip and preparing again, is paid only where something failed.</remarks>
public static class PreparedStatements
{
    /// <summary>True for an error that PostgreSQL may have found before it executed the statement. Violations of
    /// constraints, conflicts of transactions and what our own triggers raise come later; a server that shuts down ends
    /// the connection anyway.</summary>
    public static bool AreInDoubt(Exception failure) =>
        (failure as PostgresException ?? failure.InnerException as PostgresException) is { SqlState: var state }
        && state[..2] is not ("23" or "40" or "P0") && !state.StartsWith("57P", StringComparison.Ordinal);

    /// <summary>Ends the transaction, if one is open, and forgets what is prepared. A connection on which that fails is
    /// broken, and the pool throws it away.</summary>
    public static async Task Forget(NpgsqlConnection connection, bool inTransaction)
    {
        try
        {
            if (inTransaction)
            {
                await using var rollback = new NpgsqlCommand("ROLLBACK", connection);
                await rollback.ExecuteNonQueryAsync();
            }
            // There is no asynchronous form of it.
            connection.UnprepareAll();
        }
        catch (Exception failure) when (failure is NpgsqlException or InvalidOperationException or IOException)
        {
            await connection.CloseAsync();
        }
    }
}

using Npgsql;

namespace ProjetK.Applications.Tests;

/// <summary>Keeps Funding from answering proposals on an envelope until it is disposed, by a lock in its
/// database.</summary>
internal sealed class SilentFunding : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;

    private SilentFunding(NpgsqlConnection connection) => this.connection = connection;

    public static async Task<SilentFunding> About(Stack stack, string envelope)
    {
        var connection = new NpgsqlConnection(await stack.AdminConnectionString("funding"));
        await connection.OpenAsync();
        await connection.BeginTransactionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT id FROM envelopes WHERE id = $1 FOR UPDATE";
        command.Parameters.Add(new() { Value = envelope["envelopes/".Length..] });
        Assert.NotNull(await command.ExecuteScalarAsync());
        return new(connection);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}

using Npgsql;

namespace ProjetK.Applications.Tests;

/// <summary>Keeps a row from being changed until it is disposed, so that whoever wants to waits.</summary>
internal sealed class HeldRow : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;

    private HeldRow(NpgsqlConnection connection) => this.connection = connection;

    /// <summary>Funding does not answer proposals on that envelope.</summary>
    public static Task<HeldRow> OfEnvelope(Stack stack, string name) =>
        Of(stack, "funding", "SELECT id FROM envelopes WHERE id = $1 FOR UPDATE", name["envelopes/".Length..]);

    /// <summary>What concerns that application queues up.</summary>
    public static Task<HeldRow> OfApplication(Stack stack, Guid id) =>
        Of(stack, "applications", "SELECT id FROM applications WHERE id = $1 FOR UPDATE", id);

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static async Task<HeldRow> Of(Stack stack, string service, string sql, object id)
    {
        var connection = new NpgsqlConnection(await stack.AdminConnectionString(service));
        await connection.OpenAsync();
        await connection.BeginTransactionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.Add(new() { Value = id });
        Assert.NotNull(await command.ExecuteScalarAsync());
        return new(connection);
    }
}

using Npgsql;

namespace ProjetK.Identity;

/// <summary>The table <c>token_keys</c>: written by the migration, read by the service when it starts.</summary>
internal static class TokenKeyTable
{
    public static async Task InsertFirst(NpgsqlConnection connection, string purpose, byte[] closed)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO token_keys (id, purpose, sealed, create_time) SELECT $1, $2, $3, now()
            WHERE NOT EXISTS (SELECT FROM token_keys WHERE purpose = $2)
            """, connection)
        {
            Parameters =
            {
                new() { Value = Guid.CreateVersion7() },
                new() { Value = purpose },
                new() { Value = closed },
            },
        };
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The newest first. Read once, where options are configured, which cannot wait otherwise.</summary>
    public static List<(Guid Id, string Purpose, byte[] Sealed)> List(NpgsqlDataSource dataSource)
    {
        using var command = dataSource.CreateCommand(
            "SELECT id, purpose, sealed FROM token_keys ORDER BY create_time DESC, id DESC");
        using var reader = command.ExecuteReader();
        var keys = new List<(Guid, string, byte[])>();
        while (reader.Read())
            keys.Add((reader.GetGuid(0), reader.GetString(1), reader.GetFieldValue<byte[]>(2)));
        return keys;
    }
}

using System.Text;
using Npgsql;
using ProjetK.Testing.Scenarios;
using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Identity.Tests;

public sealed class Keeping_secrets(ServicesStack stack)
{
    [Fact]
    public async Task no_key_is_in_the_database_in_clear()
    {
        await stack.SignIn("manager@projetk.test", "projetk");
        using var browser = stack.NewBrowser();
        await browser.Open("/connect/sign-in");
        await using var database = await Open(await stack.AdminConnectionString("identity"));
        var xml = await All(database, "SELECT xml FROM data_protection_keys", row => row.GetString(0));
        Assert.NotEmpty(xml);
        Assert.All(xml, key =>
        {
            Assert.Contains("<sealed", key);
            Assert.DoesNotContain("<value", key);
        });
        var keys = await All(database, "SELECT sealed FROM token_keys", row => row.GetFieldValue<byte[]>(0));
        Assert.Equal(2, keys.Count);
        // An EC key in DER begins with a sequence and version 1.
        Assert.All(keys, key => Assert.NotEqual([0x30, 0x77, 0x02, 0x01], key[..4]));
    }

    [Fact]
    public async Task the_service_cannot_make_its_own_clients_or_keys()
    {
        await using var database = await Open(await stack.ConnectionString("identity"));
        foreach (var sql in new[]
        {
            "DELETE FROM token_keys", "UPDATE open_iddict_applications SET client_secret = ''",
            "DELETE FROM data_protection_keys", "DELETE FROM people",
        })
        {
            await using var command = new NpgsqlCommand(sql, database);
            var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }

    [Fact]
    public async Task a_mail_that_waits_is_sealed()
    {
        var email = Newcomer.NewAddress();
        await using var database = await Open(await stack.AdminConnectionString("identity"));
        await stack.Send<V1.Invitation>(Newcomer.Invitation(email, Role.Auditor), by: Newcomer.Administrator);
        var waiting = await All(database, "SELECT sealed FROM outgoing_mails", row => row.GetFieldValue<byte[]>(0));
        Assert.All(waiting, closed => Assert.DoesNotContain(email, Encoding.Latin1.GetString(closed)));
        await stack.Mails.To(email);
        await Eventually.Holds(async () => Assert.Empty(
            await All(database, "SELECT id FROM outgoing_mails WHERE state = 'WAITING'", row => row.GetGuid(0))), "the mails to leave");
    }

    private static async Task<NpgsqlConnection> Open(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<List<T>> All<T>(NpgsqlConnection database, string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var command = new NpgsqlCommand(sql, database);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
            rows.Add(read(reader));
        return rows;
    }
}

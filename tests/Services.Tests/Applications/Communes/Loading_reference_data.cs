using Npgsql;

namespace ProjetK.Applications.Tests;

public sealed class Loading_reference_data(ServicesStack stack)
{
    [Fact]
    public async Task does_nothing_while_the_files_are_the_same()
    {
        await using var connection = await Open();
        var before = await Value<DateTime>(connection, "SELECT load_time FROM reference_data WHERE name = 'communes'");
        await ReferenceDataLoad.Run(connection);
        Assert.Equal(
            before, await Value<DateTime>(connection, "SELECT load_time FROM reference_data WHERE name = 'communes'"));
    }

    [Fact]
    public async Task renews_the_figures_and_leaves_the_perimeter_to_the_syndicate()
    {
        await using var connection = await Open();
        await Execute(connection, "UPDATE perimeter SET status = 'OUT' WHERE commune = '33001'");
        await Execute(connection, "DELETE FROM perimeter WHERE commune = '33015'");
        await Execute(connection, "UPDATE communes SET municipale = 1 WHERE code = '33001'");
        await Execute(connection, "UPDATE reference_data SET content_hash = 'another edition'");
        await ReferenceDataLoad.Run(connection);
        try
        {
            Assert.Equal(2048, await Value<int>(connection, "SELECT municipale FROM communes WHERE code = '33001'"));
            Assert.Equal(
                "OUT", await Value<string>(connection, "SELECT status FROM perimeter WHERE commune = '33001'"));
            Assert.Equal(0L, await Value<long>(connection, "SELECT count(*) FROM perimeter WHERE commune = '33015'"));
        }
        finally
        {
            await Execute(connection, "UPDATE perimeter SET status = 'IN' WHERE commune = '33001'");
            await Execute(connection, "INSERT INTO perimeter (commune, status) VALUES ('33015', 'IN')");
        }
    }

    [Fact]
    public async Task keeps_a_commune_that_is_no_more_but_no_longer_shows_it()
    {
        await using var connection = await Open();
        await Execute(connection, """
            INSERT INTO communes (code, name, sort_name, department, vintage, postal_codes)
            VALUES ('33998', 'Jadis', 'jadis', '33', 2023, '{}')
            """);
        await Execute(connection, "UPDATE reference_data SET content_hash = 'another edition'");
        await ReferenceDataLoad.Run(connection);
        Assert.False(await Value<bool>(connection, "SELECT is_current FROM communes WHERE code = '33998'"));
        await Execute(connection, "DELETE FROM communes WHERE code = '33998'");
    }

    [Fact]
    public async Task lets_the_service_read_and_not_change_the_official_figures()
    {
        await using var service = NpgsqlDataSource.Create(await stack.ConnectionString("applications"));
        await using var change = service.CreateCommand("UPDATE communes SET municipale = 1 WHERE code = '33001'");
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => change.ExecuteNonQueryAsync());
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    private async Task<NpgsqlConnection> Open()
    {
        var connection = new NpgsqlConnection(await stack.AdminConnectionString("applications"));
        await connection.OpenAsync();
        return connection;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<T> Value<T>(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}

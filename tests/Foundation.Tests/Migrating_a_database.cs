using Npgsql;

namespace ProjetK.Foundation.Tests;

public sealed class Migrating_a_database(CounterHost host) : IClassFixture<CounterHost>
{
    [Fact]
    public async Task again_and_twice_at_once_changes_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
            host.Configure("migrate").Migrate(typeof(CounterHost).Assembly))));
        Assert.Equal(0, Environment.ExitCode);
        Assert.Equal(1, await host.Value<long>("SELECT count(*) FROM migrations"));
    }

    [Fact]
    public async Task runs_the_data_step_with_the_schema_in_place()
    {
        long? counters = null;
        await host.Configure("migrate").Migrate(typeof(CounterHost).Assembly, data: async connection =>
        {
            await using var count = new NpgsqlCommand("SELECT count(*) FROM counters", connection);
            counters = (long?)await count.ExecuteScalarAsync();
        });
        Assert.NotNull(counters);
    }

    [Theory]
    [InlineData("CREATE TABLE mine (id int)")]
    [InlineData("ALTER TABLE counters ADD COLUMN more int")]
    [InlineData("DROP TABLE counters")]
    [InlineData("DELETE FROM counters")]
    [InlineData("CREATE TEMP TABLE mine (id int)")]
    public async Task leaves_the_service_no_right_that_was_not_granted(string sql)
    {
        var service = host.App.Services.GetRequiredService<NpgsqlDataSource>();
        await using var command = service.CreateCommand(sql);
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Fact]
    public async Task without_its_settings_fails_with_one_line()
    {
        var builder = host.Configure("migrate");
        builder.Configuration["Database:Password"] = null;
        var (error, before) = (new StringWriter(), Console.Error);
        Console.SetError(error);
        try
        {
            await builder.Migrate(typeof(CounterHost).Assembly);
            Assert.Equal(1, Environment.ExitCode);
        }
        finally
        {
            Environment.ExitCode = 0;
            Console.SetError(before);
        }
        Assert.Equal(
            "The migration of counter failed: The setting Database:Password is missing.", error.ToString().Trim());
    }
}

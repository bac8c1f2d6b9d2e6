using Npgsql;
using ProjetK.Testing;

namespace ProjetK.Foundation.Tests;

/// <summary>What no request can hold any more, sent straight to PostgreSQL in turn with what is right.</summary>
public sealed class Failing_at_bind : IAsyncLifetime
{
    private const int Rounds = 40;
    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(TestServers.Postgres)
        {
            MaxPoolSize = 2,
            MaxAutoPrepare = 20,
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true,
        }.ConnectionString);
    private Database database = null!;

    public ValueTask InitializeAsync()
    {
        database = new Database(source, TimeProvider.System, new Constraints(), new OutboxSignal(), null);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    [Fact]
    public async Task leaves_the_queries_of_others_alone() => await Hammer((sql, value) =>
        database.QueryOne(sql, row => row.GetString(0), default, value));

    [Fact]
    public async Task leaves_the_transactions_of_others_alone() => await Hammer((sql, value) => database.Run(
        Caller.OfService("test"),
        transaction => transaction.QueryOne(sql, row => row.GetString(0), value), default));

    [Fact]
    public async Task leaves_others_alone_at_the_commit() => await Hammer(async (sql, value) =>
    {
        await database.Run(
            Caller.OfService("test"),
            transaction =>
            {
                transaction.Add(sql, value);
                return Task.CompletedTask;
            }, default);
        return (string)value;
    });

    [Fact]
    public async Task leaves_the_scans_of_others_alone() => await Hammer(async (sql, value) =>
    {
        var found = "";
        await database.Scan(sql, row => row.GetString(0), one => (found = one).Length > 0, default, value);
        return found;
    });

    /// <summary>Some of each statement's first executions fail: also the one in which the driver prepares
    /// it.</summary>
    private static async Task Hammer(Func<string, object, Task<string?>> ask)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var sql = $"SELECT $1::text || '' AS round_{round}";
            await Task.WhenAll(Enumerable.Range(0, 8).Select(async turn =>
            {
                if (turn % 3 == 1)
                    await Assert.ThrowsAnyAsync<Exception>(() => ask(sql, "\0"));
                else
                    Assert.Equal($"{turn}", await ask(sql, $"{turn}"));
            }));
        }
    }
}

using System.Diagnostics;
using System.Runtime.CompilerServices;
using Npgsql;

namespace ProjetK.Foundation;

/// <summary>The service's own database: queries outside a transaction, and transactions for work nobody called
/// for.</summary>
public sealed class Database
{
    private readonly NpgsqlDataSource dataSource;
    private readonly TimeProvider clock;
    private readonly Constraints constraints;
    private readonly OutboxSignal signal;
    private readonly Topology? topology;
    private readonly SlowQueries? slow;

    internal Database(
        NpgsqlDataSource dataSource, TimeProvider clock, Constraints constraints, OutboxSignal signal,
        Topology? topology, SlowQueries? slow = null)
    {
        (this.dataSource, this.clock, this.constraints) = (dataSource, clock, constraints);
        (this.signal, this.topology, this.slow) = (signal, topology, slow);
    }

    /// <summary>The present instant, UTC, in whole microseconds as PostgreSQL keeps them.</summary>
    public DateTimeOffset Now
    {
        get
        {
            var now = clock.GetUtcNow();
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        }
    }

    /// <summary>Reads all rows of an idempotent query.</summary>
    public Task<List<T>> Query<T>(
        string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellation, params object?[] parameters) =>
        Read([new(sql, parameters)], async reader =>
        {
            var rows = new List<T>();
            while (await reader.ReadAsync(cancellation))
                rows.Add(read(reader));
            return rows;
        }, cancellation);

    /// <summary>Reads the row of an idempotent query of at most one; the default value when there is none.</summary>
    public Task<T?> QueryOne<T>(
        string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellation, params object?[] parameters) =>
        Read([new(sql, parameters)], async reader => await reader.ReadAsync(cancellation) ? read(reader) : default,
            cancellation);

    /// <summary>Reads what several queries find.</summary>
    public Task Read(Reading reading, CancellationToken cancellation) =>
        Read([.. reading.Statements], reader => reading.Fill(reader, cancellation), cancellation);

    /// <summary>Reads the rows of a query of any size, one in memory at a time, until one is not accepted.</summary>
    public async Task Scan<T>(
        string sql, Func<NpgsqlDataReader, T> read, Func<T, bool> accept, CancellationToken cancellation,
        params object?[] parameters)
    {
        try
        {
            await Carefully(async connection =>
            {
                await using var batch = new NpgsqlBatch(connection) { Timeout = 0 };
                batch.BatchCommands.Add(new Statement(sql, parameters).ToCommand());
                await using var reader = await batch.ExecuteReaderAsync(cancellation);
                while (await reader.ReadAsync(cancellation) && accept(read(reader)))
                {
                }
                return true;
            }, cancellation);
        }
        catch (NpgsqlException failure)
        {
            throw Translate(failure);
        }
    }

    /// <summary>Does background work in one transaction; the history knows it by the name of the
    /// <paramref name="action"/>.</summary>
    public Task Run(
        Caller caller, Func<Transaction, Task> work, CancellationToken cancellation,
        [CallerMemberName] string action = "") =>
        Run(caller, null, async transaction =>
        {
            await work(transaction);
            return true;
        }, cancellation, action);

    /// <summary>Does work that has a result in one transaction.</summary>
    public Task<T> Run<T>(
        Caller caller, Func<Transaction, Task<T>> work, CancellationToken cancellation,
        [CallerMemberName] string action = "") =>
        Run(caller, null, work, cancellation, action);

    internal async Task<T> Run<T>(
        Caller caller, Opening? opening, Func<Transaction, Task<T>> work, CancellationToken cancellation,
        [CallerMemberName] string action = "")
    {
        await using var transaction = new Transaction(this, caller, action, Now, opening, cancellation);
        var result = await work(transaction);
        await transaction.Commit();
        if (transaction.Announced)
            signal.Set();
        return result;
    }

    internal Task<NpgsqlConnection> Open(CancellationToken cancellation) =>
        dataSource.OpenConnectionAsync(cancellation).AsTask();

    /// <summary>An event that no topology knows would wait in the outbox for ever.</summary>
    internal void RequirePublished(Type message)
    {
        if (topology is null)
            throw new InvalidOperationException($"{message.Name} cannot be announced without AddMessaging.");
        topology.Find(message.Name);
    }

    /// <summary>Writes down what took long.</summary>
    internal void Judge(NpgsqlBatch batch, long start) => slow?.Judge(batch, start);

    internal void ForgetConnections() => dataSource.Clear();

    internal Exception Translate(NpgsqlException failure) => constraints.Translate(failure);

    private async Task<T> Read<T>(
        IReadOnlyList<Statement> statements, Func<NpgsqlDataReader, Task<T>> read, CancellationToken cancellation)
    {
        try
        {
            return await ReadOnce(statements, read, cancellation);
        }
        catch (NpgsqlException failure) when (Constraints.IsBroken(failure))
        {
            ForgetConnections();
        }
        try
        {
            return await ReadOnce(statements, read, cancellation);
        }
        catch (NpgsqlException failure) when (constraints.Translate(failure) is DomainException refusal)
        {
            throw refusal;
        }
    }

    private Task<T> ReadOnce<T>(
        IReadOnlyList<Statement> statements, Func<NpgsqlDataReader, Task<T>> read, CancellationToken cancellation) =>
        Carefully(async connection =>
        {
            await using var batch = new NpgsqlBatch(connection);
            foreach (var statement in statements)
                batch.BatchCommands.Add(statement.ToCommand());
            var start = Stopwatch.GetTimestamp();
            try
            {
                await using var reader = await batch.ExecuteReaderAsync(cancellation);
                return await read(reader);
            }
            finally
            {
                Judge(batch, start);
            }
        }, cancellation, inTransaction: statements.Count > 1);

    /// <summary>Gives a connection back to the pool in step with the server, also after an error.</summary>
    private async Task<T> Carefully<T>(
        Func<NpgsqlConnection, Task<T>> use, CancellationToken cancellation, bool inTransaction = false)
    {
        await using var connection = await Open(cancellation);
        try
        {
            return await use(connection);
        }
        catch (Exception failure) when (PreparedStatements.AreInDoubt(failure))
        {
            await PreparedStatements.Forget(connection, inTransaction);
            throw;
        }
    }
}

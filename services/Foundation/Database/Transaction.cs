using System.Diagnostics;
using Npgsql;

namespace ProjetK.Foundation;

/// <summary>One PostgreSQL transaction that talks to the server in as few round trips as can be: statements without an
/// answer wait for the next query or for the commit.</summary>
public sealed partial class Transaction : IAsyncDisposable
{
    private readonly Database database;
    private readonly Opening? opening;
    private readonly List<Statement> queued = [];
    private NpgsqlConnection? connection;
    private bool opened, wasTaken, inDoubt;

    internal Transaction(
        Database database, Caller caller, string action, DateTimeOffset now, Opening? opening,
        CancellationToken cancellation)
    {
        (this.database, this.action, this.opening) = (database, action, opening);
        (Caller, Now, Cancellation) = (caller, now, cancellation);
        opened = opening is null;
        queued.Add(new("BEGIN"));
        if (opening is not null)
            queued.Add(opening.Statement);
    }

    /// <summary>On whose behalf the work is done.</summary>
    public Caller Caller { get; }

    /// <summary>The one instant at which everything in this transaction happens: UTC, in whole microseconds as
    /// PostgreSQL keeps them.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>Ends the work when the caller no longer waits.</summary>
    public CancellationToken Cancellation { get; }

    internal bool Announced { get; private set; }

    /// <summary>Queues a statement that returns no rows; it travels with the next query or the commit.</summary>
    public void Add(string sql, params object?[] parameters)
    {
        queued.Add(new(sql, parameters));
        writes = true;
    }

    /// <summary>Queues an event: it is published after the commit, and only then.</summary>
    public void Announce<TEvent>(TEvent message) where TEvent : class
    {
        database.RequirePublished(message.GetType());
        QuietSpan.Wake();
        queued.Add(Outbox.Insert(message, Activity.Current));
        Announced = writes = true;
    }

    /// <summary>Queues a message that was received before for one queue again, under its own id.</summary>
    internal void Redeliver(DeadLetter letter)
    {
        queued.Add(Outbox.Insert(letter));
        Announced = writes = true;
    }

    /// <summary>Sends what is queued and this query in one round trip; reads all its rows.</summary>
    public async Task<List<T>> Query<T>(string sql, Func<NpgsqlDataReader, T> read, params object?[] parameters)
    {
        queued.Add(new(sql, parameters));
        var rows = new List<T>();
        await Send(async reader =>
        {
            // A first statement is sent again when its connection dies, maybe halfway through the rows.
            rows.Clear();
            while (await reader.ReadAsync(Cancellation))
                rows.Add(read(reader));
        });
        TrackWrite(sql, rows.Count);
        return rows;
    }

    /// <summary>Like <see cref="Query{T}"/>, for a query of at most one row; the default value when there is
    /// none.</summary>
    public async Task<T?> QueryOne<T>(string sql, Func<NpgsqlDataReader, T> read, params object?[] parameters)
    {
        queued.Add(new(sql, parameters));
        var (row, count) = (default(T), 0);
        await Send(async reader =>
        {
            if (await reader.ReadAsync(Cancellation))
                (row, count) = (read(reader), 1);
        });
        TrackWrite(sql, count);
        return row;
    }

    internal async Task Commit()
    {
        queued.AddRange(History());
        if (!opened)
            await Send(null);
        Cancellation.ThrowIfCancellationRequested();
        if (CrashPoints.IsDue(CrashPoint.InBatch))
            await CrashHalfway();
        queued.Add(new("COMMIT"));
        await using var batch = await Batch();
        var start = Stopwatch.GetTimestamp();
        try
        {
            // A commit on its way is not called back: the caller may be gone, its outcome must not be unknown.
            await batch.ExecuteNonQueryAsync(CancellationToken.None);
        }
        catch (NpgsqlException failure)
        {
            inDoubt |= PreparedStatements.AreInDoubt(failure);
            throw database.Translate(failure);
        }
        finally
        {
            database.Judge(batch, start);
        }
    }

    /// <summary>Gives the connection back; what was not committed is rolled back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (connection is null)
            return;
        if (inDoubt)
            await PreparedStatements.Forget(connection, inTransaction: true);
        inDoubt = false;
        await connection.DisposeAsync();
    }

    private async Task CrashHalfway()
    {
        queued.RemoveRange((queued.Count + 1) / 2, queued.Count / 2);
        try
        {
            if (queued.Count > 0)
                await Send(null);
        }
        finally
        {
            CrashPoints.Crash();
        }
    }

    private async Task Send(Func<NpgsqlDataReader, Task>? read)
    {
        var first = connection is null;
        try
        {
            await SendOnce(read);
        }
        catch (NpgsqlException failure) when (first && Constraints.IsBroken(failure))
        {
            // Nothing is committed yet, so a connection that died in the pool is replaced once.
            await DisposeAsync();
            connection = null;
            database.ForgetConnections();
            try
            {
                await SendOnce(read);
            }
            catch (NpgsqlException again)
            {
                throw database.Translate(again);
            }
        }
        catch (NpgsqlException failure)
        {
            throw database.Translate(failure);
        }
        queued.Clear();
        if (wasTaken)
        {
            wasTaken = false;
            await opening!.Otherwise(this);
        }
    }

    private async Task SendOnce(Func<NpgsqlDataReader, Task>? read)
    {
        await using var batch = await Batch();
        var start = Stopwatch.GetTimestamp();
        try
        {
            await Read(batch, read);
        }
        catch (Exception failure)
        {
            inDoubt |= PreparedStatements.AreInDoubt(failure);
            throw;
        }
        finally
        {
            database.Judge(batch, start);
        }
    }

    private async Task Read(NpgsqlBatch batch, Func<NpgsqlDataReader, Task>? read)
    {
        await using var reader = await batch.ExecuteReaderAsync(Cancellation);
        if (!opened)
        {
            wasTaken = !await reader.ReadAsync(Cancellation);
            await reader.NextResultAsync(Cancellation);
        }
        if (read is not null)
            await read(reader);
        while (await reader.NextResultAsync(Cancellation))
        {
            // A failure of a later statement surfaces only when its result is asked for.
        }
        opened = true;
    }

    private async Task<NpgsqlBatch> Batch()
    {
        connection ??= await database.Open(Cancellation);
        var batch = new NpgsqlBatch(connection);
        foreach (var statement in queued)
            batch.BatchCommands.Add(statement.ToCommand());
        return batch;
    }
}

/// <summary>What a transaction does first, in its first round trip: a statement that gives a row where it may go on.
/// Otherwise something is asked, and the transaction ends by what is thrown.</summary>
internal sealed record Opening(Statement Statement, Func<Transaction, Task> Otherwise);

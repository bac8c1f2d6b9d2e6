using Npgsql;

namespace ProjetK.Foundation;

/// <summary>Queries that go to the database together, in one round trip, and see it as it is at one moment. Their lists are
/// empty until <see cref="Database.Read"/> fills them.</summary>
public sealed class Reading
{
    private readonly List<Statement> statements = [new("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")];
    private readonly List<Func<NpgsqlDataReader, CancellationToken, Task>> readers = [];

    /// <summary>Adds a query; gives the list that its rows will be in.</summary>
    public List<T> Query<T>(string sql, Func<NpgsqlDataReader, T> read, params object?[] parameters)
    {
        var rows = new List<T>();
        statements.Add(new(sql, parameters));
        readers.Add(async (reader, cancellation) =>
        {
            // A connection that dies halfway is replaced, and all is read again.
            rows.Clear();
            while (await reader.ReadAsync(cancellation))
                rows.Add(read(reader));
        });
        return rows;
    }

    internal IEnumerable<Statement> Statements => [.. statements, new("COMMIT")];

    internal async Task<bool> Fill(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        foreach (var read in readers)
        {
            await read(reader, cancellation);
            await reader.NextResultAsync(cancellation);
        }
        return true;
    }
}

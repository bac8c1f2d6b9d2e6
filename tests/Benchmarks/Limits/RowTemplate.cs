using Npgsql;

namespace ProjetK.Benchmarks.Limits;

/// <summary>A row that the service has written, from which scripts write others like it: the SQL of the limits is that
/// of the service, whatever columns its tables have by now.</summary>
internal sealed record RowTemplate(string Table, IReadOnlyList<string> Columns, IReadOnlyList<string> Literals)
{
    /// <summary>Reads the row for which a condition holds.</summary>
    public static async Task<RowTemplate> Read(NpgsqlConnection connection, string table, string where)
    {
        var columns = new List<string>();
        await using (var command = new NpgsqlCommand("""
            SELECT attname FROM pg_attribute
            WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum
            """, connection) { Parameters = { new() { Value = table } } })
        await using (var reader = await command.ExecuteReaderAsync())
            while (await reader.ReadAsync())
                columns.Add(reader.GetString(0));

        var parts = string.Join(", ", columns.Select(column => $"quote_nullable({column}::text)"));
        await using var read = new NpgsqlCommand($"SELECT {parts} FROM {table} WHERE {where} LIMIT 1", connection);
        await using var row = await read.ExecuteReaderAsync();
        if (!await row.ReadAsync())
            throw new InvalidOperationException($"{table} has no row where {where}.");
        return new(table, columns, [.. columns.Select((_, index) => row.GetString(index))]);
    }

    /// <summary>Writes such a row, in which some columns have other values.</summary>
    public string Insert(params (string Column, string Sql)[] other)
    {
        var values = Columns.Select((column, index) =>
            other.FirstOrDefault(one => one.Column == column).Sql ?? Literals[index]);
        // A colon in a text would be taken for a variable.
        return $"INSERT INTO {Table} ({string.Join(", ", Columns)}) VALUES ({string.Join(", ", values)})";
    }

    /// <summary>Writes it, or replaces the one with that key.</summary>
    public string Upsert(params (string Column, string Sql)[] other) => $"""
        {Insert(other)}
        ON CONFLICT ({Columns[0]}) DO UPDATE SET ({string.Join(", ", Columns.Skip(1))})
            = ROW({string.Join(", ", Columns.Skip(1).Select(column => $"EXCLUDED.{column}"))})
        """;
}

using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace ProjetK.Foundation;

/// <summary>Writes the SQL that follows from a list of columns, so that nobody counts placeholders. The values of a
/// statement come in the order of its columns; the first column is the key.</summary>
public static class Sql
{
    /// <summary>Adds a row.</summary>
    public static string Insert(string table, string columns)
    {
        var names = Names(columns);
        return $"INSERT INTO {table} ({string.Join(", ", names)}) VALUES ({Places(names.Length)})";
    }

    /// <summary>Adds a row, or replaces all columns of the one with that key.</summary>
    public static string Upsert(string table, string columns)
    {
        var names = Names(columns);
        var values = string.Join(", ", names[1..].Select(name => $"EXCLUDED.{name}"));
        return $"""
            {Insert(table, columns)}
            ON CONFLICT ({names[0]}) DO UPDATE
            SET ({string.Join(", ", names[1..])}) = ROW({values})
            """;
    }

    /// <summary>The columns as a query of several tables names them: <c>calls.id, calls.title</c>.</summary>
    public static string Of(string table, string columns) =>
        string.Join(", ", Names(columns).Select(name => $"{table}.{name}"));

    /// <summary>A value for a column of type jsonb.</summary>
    public static NpgsqlParameter Json(object? value, JsonSerializerOptions? options = null) => new()
    {
        Value = value is null ? DBNull.Value : JsonSerializer.Serialize(value, options),
        NpgsqlDbType = NpgsqlDbType.Jsonb,
    };

    private static string[] Names(string columns) =>
        columns.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string Places(int count) =>
        string.Join(", ", Enumerable.Range(1, count).Select(place => $"${place}"));
}

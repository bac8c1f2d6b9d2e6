using System.Text.Json;
using Npgsql;

namespace ProjetK.Foundation;

/// <summary>Reads a row column by column, in the order in which the query names them.</summary>
public sealed class Row(NpgsqlDataReader reader)
{
    private int column;

    /// <summary>The next column, which is never null.</summary>
    public T Next<T>() => reader.GetFieldValue<T>(column++);

    /// <summary>The next column, or null; for a number or time ask for its nullable type, such as
    /// <c>int?</c>.</summary>
    public T? NextOrNull<T>()
    {
        var read = column++;
        return reader.IsDBNull(read) ? default : reader.GetFieldValue<T>(read);
    }

    /// <summary>The next column, which holds JSON, or null.</summary>
    public T? NextJson<T>(JsonSerializerOptions? options = null) where T : class =>
        NextOrNull<string>() is { } json ? JsonSerializer.Deserialize<T>(json, options) : null;
}

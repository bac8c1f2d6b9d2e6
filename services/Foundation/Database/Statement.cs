using Npgsql;
using NpgsqlTypes;

namespace ProjetK.Foundation;

/// <summary>One SQL statement and its <c>$1</c> parameters, ready to travel in a batch.</summary>
internal readonly record struct Statement(string Sql, params object?[] Parameters)
{
    public static NpgsqlParameter Json(string json) => new() { Value = json, NpgsqlDbType = NpgsqlDbType.Jsonb };

    public NpgsqlBatchCommand ToCommand()
    {
        var command = new NpgsqlBatchCommand(Sql);
        foreach (var parameter in Parameters)
            command.Parameters.Add(parameter switch
            {
                NpgsqlParameter typed => typed.Clone(),
                _ => new NpgsqlParameter { Value = parameter ?? DBNull.Value },
            });
        return command;
    }
}

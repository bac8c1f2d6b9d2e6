using Npgsql;

namespace ProjetK.FaultTests;

/// <summary>Looks at what the services have written, by plain SQL with the administrator's eyes.</summary>
internal static class Databases
{
    public static readonly IReadOnlyList<string> Services = ["applications", "funding", "ecosystem", "identity"];

    /// <summary>Reads a column; what it asks may be asked twice, for the server may have died since it was asked
    /// last.</summary>
    public static async Task<List<T>> Column<T>(
        this Stack stack, string service, string sql, params object[] parameters)
    {
        var address = await stack.AdminConnectionString(service);
        try
        {
            return await Read<T>(address, sql, parameters);
        }
        catch (NpgsqlException failure) when (failure.IsTransient || failure.InnerException is IOException)
        {
            NpgsqlConnection.ClearAllPools();
            return await Read<T>(address, sql, parameters);
        }
    }

    public static Task Execute(this Stack stack, string service, string sql) => stack.Column<object>(service, sql);

    public static async Task<T> Value<T>(this Stack stack, string service, string sql, params object[] parameters) =>
        (await stack.Column<T>(service, sql, parameters)).Single();

    /// <summary>Waits until no event waits for the broker; gives how long that took.</summary>
    public static async Task<TimeSpan> Drained(this Stack stack, TimeSpan patience)
    {
        var start = DateTime.UtcNow;
        foreach (var service in Services)
            await Eventually.Get(() => stack.Value<long>(service, "SELECT count(*) FROM outbox"), count => count == 0,
                $"the empty outbox of {service}", patience);
        return DateTime.UtcNow - start;
    }

    private static async Task<List<T>> Read<T>(string address, string sql, object[] parameters)
    {
        await using var connection = new NpgsqlConnection(address);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
            command.Parameters.Add(new() { Value = parameter });
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<T>();
        while (await reader.ReadAsync())
            values.Add(reader.GetFieldValue<T>(0));
        return values;
    }
}

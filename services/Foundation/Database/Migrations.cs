using System.Reflection;
using DbUp;
using DbUp.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace ProjetK.Foundation;

/// <summary>Brings a service's database, its role and its schema to what this binary expects.</summary>
public static class Migrations
{
    private const long ClusterLock = 0x70726f6a65746b;
    private const int DatabaseLock = 0x70726f6a;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Creates what is absent, runs the SQL embedded in ServiceDefaults and in <paramref name="assembly"/>
    /// (<c>Migrations/*.sql</c>), then <paramref name="data"/>, then, where <c>Demonstration:Enabled</c> is set,
    /// <paramref name="demonstration"/> in one transaction. Repeating it, or running it twice at once, is safe.
    /// On failure says why in one line and sets the exit code.</summary>
    public static async Task Migrate(
        this WebApplicationBuilder builder,
        Assembly assembly,
        Func<NpgsqlConnection, Task>? data = null,
        Func<Transaction, Task>? demonstration = null)
    {
        var service = builder.GetServiceName();
        try
        {
            var owner = Require(builder.Configuration, "ConnectionStrings:owner");
            var password = Require(builder.Configuration, "Database:Password");
            if (!builder.Configuration.GetValue<bool>("Demonstration:Enabled"))
                demonstration = null;
            await Migrate(service, owner, password, assembly, async target =>
            {
                await Load(target, data);
                await Demonstrate(target, demonstration, builder.Services);
            });
        }
        catch (Exception failure)
        {
            await Console.Error.WriteLineAsync($"The migration of {service} failed: {failure.Message}");
            Environment.ExitCode = 1;
        }
    }

    private static string Require(IConfiguration configuration, string key) =>
        configuration[key] ?? throw new InvalidOperationException($"The setting {key} is missing.");

    private static async Task Migrate(
        string service,
        string owner,
        string password,
        Assembly assembly,
        Func<string, Task> fill)
    {
        var target = new NpgsqlConnectionStringBuilder(owner) { Pooling = false };
        target.Database = target.Database is { Length: > 0 } database && database != "postgres" ? database : service;
        var maintenance = new NpgsqlConnectionStringBuilder(target.ConnectionString) { Database = "postgres" };

        // One migration of this database at a time, and one in the whole cluster that creates: all copy one template.
        await using var connection = await Connect(maintenance.ConnectionString);
        await Execute(connection, $"SELECT pg_advisory_lock(hashtext({Literal(target.Database)}), {DatabaseLock})");
        await Execute(connection, $"SELECT pg_advisory_lock({ClusterLock})");
        await CreateDatabase(connection, target.Database);
        await CreateRole(connection, service, password, target.Database);
        await Execute(connection, $"SELECT pg_advisory_unlock({ClusterLock})");

        Upgrade(target.ConnectionString, service, typeof(Migrations).Assembly, "defaults_migrations");
        Upgrade(target.ConnectionString, service, assembly, "migrations");
        await fill(target.ConnectionString);
    }

    private static async Task Load(string connectionString, Func<NpgsqlConnection, Task>? data)
    {
        if (data is null)
            return;
        await using var content = new NpgsqlConnection(connectionString);
        await content.OpenAsync();
        await data(content);
    }

    private static async Task Demonstrate(
        string connectionString,
        Func<Transaction, Task>? demonstration,
        IServiceCollection services)
    {
        if (demonstration is null)
            return;
        await using var source = NpgsqlDataSource.Create(connectionString);
        using var signal = new OutboxSignal();
        var topology = services.Select(added => added.ImplementationInstance).OfType<Topology>().SingleOrDefault();
        var database = new Database(source, TimeProvider.System, new Constraints(), signal, topology);
        await database.Run(Caller.OfService("migrations"), demonstration, CancellationToken.None, "Demonstration");
    }

    private static async Task<NpgsqlConnection> Connect(string connectionString)
    {
        var deadline = DateTime.UtcNow + Patience;
        while (true)
        {
            var connection = new NpgsqlConnection(connectionString);
            try
            {
                await connection.OpenAsync();
                return connection;
            }
            catch (NpgsqlException failure) when (Constraints.IsUnavailable(failure) && DateTime.UtcNow < deadline)
            {
                await connection.DisposeAsync();
                await Task.Delay(250);
            }
        }
    }

    private static async Task CreateDatabase(NpgsqlConnection connection, string name)
    {
        await using var exists = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection)
        {
            Parameters = { new() { Value = name } },
        };
        if (await exists.ExecuteScalarAsync() is null)
            await Execute(connection, $"CREATE DATABASE {Identifier(name)}");
        await Execute(connection, $"REVOKE ALL ON DATABASE {Identifier(name)} FROM PUBLIC");
    }

    private static async Task CreateRole(NpgsqlConnection connection, string role, string password, string database)
    {
        await using var exists = new NpgsqlCommand("SELECT 1 FROM pg_roles WHERE rolname = $1", connection)
        {
            Parameters = { new() { Value = role } },
        };
        var verb = await exists.ExecuteScalarAsync() is null ? "CREATE" : "ALTER";
        await Execute(connection, $"""
            {verb} ROLE {Identifier(role)} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD {Literal(password)}
            """);
        await Execute(connection, $"GRANT CONNECT ON DATABASE {Identifier(database)} TO {Identifier(role)}");
    }

    private static void Upgrade(string connectionString, string role, Assembly assembly, string journal)
    {
        var result = DeployChanges.To.PostgresqlDatabase(connectionString)
            .WithScriptsEmbeddedInAssembly(
                assembly,
                name => name.Contains(".Migrations.", StringComparison.Ordinal)
                    && name.EndsWith(".sql", StringComparison.Ordinal))
            .WithVariable("role", Identifier(role))
            .JournalToPostgresqlTable("public", journal)
            .WithTransactionPerScript()
            .LogToNowhere()
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
            throw new InvalidOperationException($"{result.ErrorScript?.Name}: {result.Error.Message}", result.Error);
    }

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    private static string Identifier(string name) => $"\"{name.Replace("\"", "\"\"")}\"";

    private static string Literal(string text) => $"E'{text.Replace("\\", "\\\\").Replace("'", "''")}'";
}

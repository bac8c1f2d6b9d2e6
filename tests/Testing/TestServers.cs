using Npgsql;

namespace ProjetK.Testing;

/// <summary>The only place that knows where the tests' PostgreSQL and RabbitMQ are.</summary>
public static class TestServers
{
    /// <summary>The administrator's connection string.</summary>
    public static string Postgres => Require("PROJETK_TEST_POSTGRES");

    /// <summary>The broker's amqp address, with user and password.</summary>
    public static Uri Broker => new(Require("PROJETK_TEST_BROKER"));

    /// <summary>The administrator's connection string to a database of that name.</summary>
    public static string PostgresDatabase(string name) =>
        new NpgsqlConnectionStringBuilder(Postgres) { Database = name }.ConnectionString;

    private static string Require(string variable) => Environment.GetEnvironmentVariable(variable)
        ?? throw new InvalidOperationException($"The environment variable {variable} says where the tests' server is.");
}

using Npgsql;
using ProjetK.AppHost.LocalHosting;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A PostgreSQL server, private to the stack.</summary>
public sealed class PostgresServerResource(string name, ParameterResource password)
    : Resource(name), IResourceWithConnectionString, IResourceWithEndpoints
{
    public EndpointReference PrimaryEndpoint => new(this, "tcp");
    public ParameterResource PasswordParameter => password;

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create(
        $"Host={Of(EndpointProperty.Host)};Port={Of(EndpointProperty.Port)};Username=postgres;Password={password}");

    public IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties() =>
    [
        new("Host", ReferenceExpression.Create($"{Of(EndpointProperty.Host)}")),
        new("Port", ReferenceExpression.Create($"{Of(EndpointProperty.Port)}")),
        new("Username", ReferenceExpression.Create($"postgres")),
        new("Password", ReferenceExpression.Create($"{password}")),
        new("Uri", UriOf("")),
        new("JdbcConnectionString", JdbcOf("")),
    ];

    internal ReferenceExpression UriOf(string path) => ReferenceExpression.Create(
        $"postgresql://postgres:{password:uri}@{Of(EndpointProperty.HostAndPort)}{path}");

    internal ReferenceExpression JdbcOf(string path) => ReferenceExpression.Create(
        $"jdbc:postgresql://{Of(EndpointProperty.HostAndPort)}{path}");

    internal override Task<SupervisedProcess?> StartAsync(Replica replica, CancellationToken cancellation) =>
        PostgresServer.StartAsync(this, replica, cancellation);

    internal override async Task<bool> IsHealthyAsync(int replica, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        return true;
    }

    internal async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellation)
    {
        var address = await ConnectionStringExpression.GetValueAsync(cancellation);
        var connection = new NpgsqlConnection($"{address};Database=postgres;Pooling=false;Timeout=5");
        await connection.OpenAsync(cancellation);
        return connection;
    }

    private EndpointReferenceExpression Of(EndpointProperty property) => PrimaryEndpoint.Property(property);
}

/// <summary>A database of a PostgreSQL server, created when the server is ready.</summary>
public sealed class PostgresDatabaseResource(string name, string databaseName, PostgresServerResource server)
    : Resource(name), IResourceWithConnectionString
{
    public string DatabaseName => databaseName;
    public PostgresServerResource Parent => server;

    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"{server.ConnectionStringExpression};Database={databaseName}");

    public IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties() =>
    [
        .. server.GetConnectionProperties().Where(property => property.Key is not ("Uri" or "JdbcConnectionString")),
        new("DatabaseName", ReferenceExpression.Create($"{databaseName}")),
        new("Uri", server.UriOf($"/{Uri.EscapeDataString(databaseName)}")),
        new("JdbcConnectionString", server.JdbcOf($"/{Uri.EscapeDataString(databaseName)}")),
    ];

    internal override bool IsShown => false;

    internal override async Task<SupervisedProcess?> StartAsync(Replica replica, CancellationToken cancellation)
    {
        await using var connection = await server.OpenAsync(cancellation);
        await using var exists = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection);
        exists.Parameters.Add(new() { Value = databaseName });
        if (await exists.ExecuteScalarAsync(cancellation) is null)
        {
            var identifier = new NpgsqlCommandBuilder().QuoteIdentifier(databaseName);
            await using var create = new NpgsqlCommand($"CREATE DATABASE {identifier}", connection);
            await create.ExecuteNonQueryAsync(cancellation);
        }
        return null;
    }
}

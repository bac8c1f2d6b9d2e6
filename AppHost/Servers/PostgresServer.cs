using System.Data.Common;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using ProjetK.AppHost.Hosting;

namespace ProjetK.AppHost.Servers;

/// <summary>The database server, wherever it runs.</summary>
internal sealed record PostgresServer(
    IResourceBuilder<IResourceWithConnectionString> Resource, ReferenceExpression Address,
    ReferenceExpression Administrator)
{
    private const string Name = "postgres";

    /// <summary>The connection string of a role to a database.</summary>
    public ReferenceExpression ConnectionString(string role, ParameterResource password, string database) =>
        ReferenceExpression.Create($"{Address};Username={role};Password={password};Database={database}");

    /// <summary>The administrator's connection string to a database.</summary>
    public ReferenceExpression AdministratorOf(string database) =>
        ReferenceExpression.Create($"{Administrator};Database={database}");

    /// <summary>Takes the server that <c>ConnectionStrings:postgres</c> names; otherwise runs one, in a container where
    /// there is a container runtime, else as a process of this machine.</summary>
    public static PostgresServer Add(IDistributedApplicationBuilder builder, StackFolder folder, Secrets secrets)
    {
        if (builder.Configuration.GetConnectionString(Name) is { Length: > 0 } existing)
            return Existing(builder, existing);
        var password = secrets.Add("postgres-password");
        return ContainerRuntime.IsWanted(builder.Configuration)
            ? InContainer(builder, folder, password) : AsProcess(builder, folder, password);
    }

    private static PostgresServer Existing(IDistributedApplicationBuilder builder, string connectionString)
    {
        var address = new DbConnectionStringBuilder { ConnectionString = connectionString };
        foreach (var own in (string[])["Username", "User Id", "User", "Password", "Database"])
            address.Remove(own);
        return new(builder.AddConnectionString(Name),
            ReferenceExpression.Create($"{address.ConnectionString}"),
            ReferenceExpression.Create($"{connectionString}"));
    }

    private static PostgresServer InContainer(
        IDistributedApplicationBuilder builder, StackFolder folder, IResourceBuilder<ParameterResource> password)
    {
        var server = builder.AddPostgres(Name, password: password);
        if (folder.KeepsData)
            server.WithDataVolume(folder.Volume(Name));
        var endpoint = server.Resource.PrimaryEndpoint;
        return new(server, AddressOf(endpoint), server.Resource.ConnectionStringExpression);
    }

    private static PostgresServer AsProcess(
        IDistributedApplicationBuilder builder, StackFolder folder, IResourceBuilder<ParameterResource> password)
    {
        var server = builder.AddServerProcess(folder, Name, "postgres.sh", "PROJETK_POSTGRES_PORT")
            .WithEnvironment("PROJETK_POSTGRES_PASSWORD", password)
            .WithIconName("Database");
        var address = AddressOf(server.Resource.PrimaryEndpoint);
        var administrator = server.Resource.ConnectionStringExpression =
            ReferenceExpression.Create($"{address};Username=postgres;Password={password}");
        builder.Services.AddHealthChecks().AddCheck("postgres_answers", new PatientCheck(async cancellation =>
        {
            await using var connection = new NpgsqlConnection(
                $"{await administrator.GetValueAsync(cancellation)};Pooling=false;Timeout=2;Database=postgres");
            await connection.OpenAsync(cancellation);
        }));
        server.WithHealthCheck("postgres_answers");
        return new(server, address, administrator);
    }

    private static ReferenceExpression AddressOf(EndpointReference endpoint) => ReferenceExpression.Create(
        $"Host={endpoint.Property(EndpointProperty.Host)};Port={endpoint.Property(EndpointProperty.Port)}");
}

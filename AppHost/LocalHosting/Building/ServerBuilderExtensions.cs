using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds PostgreSQL servers and their databases.</summary>
public static class PostgresBuilderExtensions
{
    public static IResourceBuilder<PostgresServerResource> AddPostgres(
        this IDistributedApplicationBuilder builder, string name,
        IResourceBuilder<ParameterResource>? password = null, int? port = null) =>
        builder.AddResource(new PostgresServerResource(name,
                password?.Resource ?? ParameterResourceBuilderExtensions.PasswordOf(builder, name)))
            .WithEndpoint("tcp", endpoint => endpoint.Port = port);

    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(
        this IResourceBuilder<PostgresServerResource> builder, string name, string? databaseName = null) =>
        builder.ApplicationBuilder
            .AddResource(new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource))
            .WithAnnotation(new WaitAnnotation(builder.Resource, WaitType.WaitUntilHealthy));

    /// <summary>Nothing to do here: the stack's own folder keeps the data, unless all of it is ephemeral.</summary>
    public static IResourceBuilder<PostgresServerResource> WithDataVolume(
        this IResourceBuilder<PostgresServerResource> builder, string? name = null) =>
        builder;
}

/// <summary>Adds RabbitMQ brokers.</summary>
public static class RabbitMQBuilderExtensions
{
    public static IResourceBuilder<RabbitMQServerResource> AddRabbitMQ(
        this IDistributedApplicationBuilder builder, string name,
        IResourceBuilder<ParameterResource>? password = null, int? port = null) =>
        builder.AddResource(new RabbitMQServerResource(name,
                password?.Resource ?? ParameterResourceBuilderExtensions.PasswordOf(builder, name)))
            .WithEndpoint("tcp", endpoint => endpoint.Port = port);

    /// <summary>Nothing to do here: the stack's own folder keeps the data, unless all of it is ephemeral.</summary>
    public static IResourceBuilder<RabbitMQServerResource> WithDataVolume(
        this IResourceBuilder<RabbitMQServerResource> builder, string? name = null) =>
        builder;
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

// The two flags go last: a configuration switch without a value would swallow the argument that follows it.
args = [.. args.OrderBy(arg => arg is "--ephemeral" or "--reset")];
var builder = DistributedApplication.CreateBuilder(args);
var configuration = builder.Configuration;

var postgres = builder.AddPostgres("postgres");
var broker = builder.AddRabbitMQ("broker");
var keepsData = !args.Contains("--ephemeral") && !args.Contains("--reset");
if (keepsData)
{
    postgres.WithDataVolume("projetk-postgres");
    broker.WithDataVolume("projetk-broker");
}

var ecosystem = AddService<Projects.Ecosystem>("ecosystem");
var funding = AddService<Projects.Funding>("funding");
var applications = AddService<Projects.Applications>("applications")
    .WithReference(ecosystem).WaitFor(ecosystem)
    .WithReference(funding).WaitFor(funding);

AddProcess<Projects.Gateway>("gateway")
    .WithReference(applications).WaitFor(applications)
    .WithReference(funding).WaitFor(funding)
    .WithReference(ecosystem).WaitFor(ecosystem)
    .WithEndpoint("http", endpoint => endpoint.Port = configuration.GetValue("Gateway:HttpPort", 8080))
    .WithEndpoint("grpc", endpoint => endpoint.Port = configuration.GetValue("Gateway:GrpcPort", 8081))
    .WithHttpHealthCheck("/health", endpointName: "http")
    .WithExternalHttpEndpoints();

builder.Build().Run();

// A service owns one database and connects to it with a role of its own that owns nothing there;
// only its migrations, the same program run once before it, see the administrator's connection.
IResourceBuilder<ProjectResource> AddService<TProject>(string name) where TProject : IProjectMetadata, new()
{
    var password = builder.AddParameter($"{name}-password",
        new GenerateParameterDefault { MinLength = 24, Special = false }, secret: true, persist: keepsData);
    var owner = postgres.AddDatabase($"{name}-owner", databaseName: name);
    var database = builder.AddConnectionString($"{name}-database", ReferenceExpression.Create(
        $"Host={Postgres(EndpointProperty.Host)};Port={Postgres(EndpointProperty.Port)};Username={name};Password={password};Database={name}"));

    var migrations = AddProcess<TProject>($"{name}-migrations", listens: false).WithArgs("migrate")
        .WithReference(owner, connectionName: "owner").WaitFor(owner)
        .WithEnvironment("Database__Password", password);

    return AddProcess<TProject>(name).WaitForCompletion(migrations)
        .WithReference(database, connectionName: "database")
        .WithReference(broker, connectionName: "broker").WaitFor(broker)
        .WithHttpHealthCheck("/health", endpointName: "http");
}

IResourceBuilder<ProjectResource> AddProcess<TProject>(string name, bool listens = true)
    where TProject : IProjectMetadata, new()
{
    var environment = builder.Environment;
    var project = builder.AddProject<TProject>(name, options => options.ExcludeKestrelEndpoints = !listens)
        .WithEnvironment("ASPNETCORE_ENVIRONMENT", environment.EnvironmentName)
        .WithEnvironment("DOTNET_ENVIRONMENT", environment.EnvironmentName);
    // Without a word from here a service refuses whoever did not prove who they are.
    if ((configuration["Access:Enforced"] ?? (MayBeOpen(environment) ? "false" : null)) is { } enforced)
        project.WithEnvironment("Access__Enforced", enforced);
    if ((configuration["Demonstration:Enabled"] ?? (environment.IsDevelopment() ? "true" : null)) is { } demonstrates)
        project.WithEnvironment("Demonstration__Enabled", demonstrates);
    if (configuration["Clock:File"] is { } clock)
        project.WithEnvironment("Clock__File", clock);
    return project;
}

EndpointReferenceExpression Postgres(EndpointProperty property) =>
    postgres.Resource.PrimaryEndpoint.Property(property);

static bool MayBeOpen(IHostEnvironment environment) =>
    environment.IsDevelopment() || environment.IsEnvironment("Test");

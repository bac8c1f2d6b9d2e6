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

// Tokens are issued, and links in mails made, in the name of the gateway's public address.
var gateway = AddProcess<Projects.Gateway>("gateway")
    .WithEndpoint("http", endpoint => endpoint.Port = configuration.GetValue("Gateway:HttpPort", 8080))
    .WithEndpoint("grpc", endpoint => endpoint.Port = configuration.GetValue("Gateway:GrpcPort", 8081));
var issuer = configuration["Gateway:PublicUrl"] is { Length: > 0 } publicUrl
    ? ReferenceExpression.Create($"{publicUrl}")
    : ReferenceExpression.Create($"{gateway.GetEndpoint("http").Property(EndpointProperty.Url)}/");
var keySecret = AddSecret("identity-key-secret");
var clientSecrets = new Dictionary<string, IResourceBuilder<ParameterResource>>();

var identity = AddService<Projects.Identity>("identity", migrations => WithClients(WithIdentity(migrations)));
var ecosystem = AddService<Projects.Ecosystem>("ecosystem");
var funding = AddService<Projects.Funding>("funding");
var applications = AddService<Projects.Applications>("applications")
    .WithReference(ecosystem).WaitFor(ecosystem)
    .WithReference(funding).WaitFor(funding);

WithSettings(gateway, "Cors", "Proxies", "RateLimits")
    .WithReference(applications).WaitFor(applications)
    .WithReference(funding).WaitFor(funding)
    .WithReference(ecosystem).WaitFor(ecosystem)
    .WithReference(identity).WaitFor(identity)
    .WithHttpHealthCheck("/health", endpointName: "http")
    .WithExternalHttpEndpoints();

// With a certificate the gateway ends TLS itself.
if (configuration["Gateway:Certificate:Path"] is { Length: > 0 } certificate)
    gateway
        .WithEnvironment("Kestrel__Endpoints__https__Url",
            $"https://*:{configuration.GetValue("Gateway:HttpsPort", 8443)}")
        .WithEnvironment("Kestrel__Certificates__Default__Path", certificate)
        .WithEnvironment("Kestrel__Certificates__Default__KeyPath", configuration["Gateway:Certificate:KeyPath"] ?? "");

foreach (var service in new[] { identity, ecosystem, funding, applications })
    service.WithReference(identity);
WithIdentity(identity)
    .WithEnvironment(context => context.EnvironmentVariables["Mail__Folder"] = MailFolder())
    .WithUrls(context => context.Urls.Add(new()
    {
        Url = new Uri(MailFolder()).AbsoluteUri,
        DisplayText = "mails",
    }));

builder.Build().Run();

// A service owns one database and connects to it with a role of its own that owns nothing there;
// only its migrations, the same program run once before it, see the administrator's connection.
IResourceBuilder<ProjectResource> AddService<TProject>(
    string name, Action<IResourceBuilder<ProjectResource>>? configureMigrations = null)
    where TProject : IProjectMetadata, new()
{
    var password = AddSecret($"{name}-password");
    var clientSecret = clientSecrets[name] = AddSecret($"{name}-client-secret");
    var (host, port) = (postgres.Resource.PrimaryEndpoint.Property(EndpointProperty.Host),
        postgres.Resource.PrimaryEndpoint.Property(EndpointProperty.Port));
    var owner = postgres.AddDatabase($"{name}-owner", databaseName: name);
    var database = builder.AddConnectionString($"{name}-database", ReferenceExpression.Create(
        $"Host={host};Port={port};Username={name};Password={password};Database={name}"));

    var migrations = AddProcess<TProject>($"{name}-migrations", listens: false).WithArgs("migrate")
        .WithReference(owner, connectionName: "owner").WaitFor(owner)
        .WithEnvironment("Database__Password", password);
    configureMigrations?.Invoke(migrations);

    return AddProcess<TProject>(name).WaitForCompletion(migrations)
        .WithReference(database, connectionName: "database")
        .WithReference(broker, connectionName: "broker").WaitFor(broker)
        // Whose tokens it believes, where their keys are found inside, and its own name there.
        .WithEnvironment("Authentication__Authority", issuer)
        .WithEnvironment(
            "Authentication__MetadataAddress", "http://_http.identity/.well-known/openid-configuration")
        .WithEnvironment("Authentication__TokenAddress", "http://_http.identity/connect/token")
        .WithEnvironment("Authentication__ClientSecret", clientSecret)
        .WithHttpHealthCheck("/health", endpointName: "http");
}

// What the identity service and its migration are told alike, beside what the configuration says.
IResourceBuilder<ProjectResource> WithIdentity(IResourceBuilder<ProjectResource> project) =>
    WithSettings(project, "Identity", "Clients", "Mail", "Retention")
    .WithEnvironment("Identity__Issuer", issuer)
    .WithEnvironment("Identity__KeySecret", keySecret);

// Hands on what the AppHost itself was told.
IResourceBuilder<ProjectResource> WithSettings(IResourceBuilder<ProjectResource> project, params string[] sections) =>
    project.WithEnvironment(context =>
    {
        foreach (var (key, value) in sections.SelectMany(section => configuration.GetSection(section).AsEnumerable()))
            if (value is not null)
                context.EnvironmentVariables[key.Replace(":", "__")] = value;
    });

IResourceBuilder<ProjectResource> WithClients(IResourceBuilder<ProjectResource> migrations) => migrations
    .WithEnvironment(context =>
    {
        foreach (var (name, secret) in clientSecrets)
            context.EnvironmentVariables[$"Clients__{name}__Secret"] = secret.Resource;
    });

IResourceBuilder<ParameterResource> AddSecret(string name) => builder.AddParameter(
    name, new GenerateParameterDefault { MinLength = 24, Special = false }, secret: true, persist: keepsData);

// Without a mail server in the configuration mails are files.
string MailFolder() => Path.GetFullPath(
    configuration["Mail:Folder"] ?? Path.Combine(configuration["Aspire:Store:Path"] ?? "", "mails"));

IResourceBuilder<ProjectResource> AddProcess<TProject>(string name, bool listens = true)
    where TProject : IProjectMetadata, new()
{
    var environment = builder.Environment;
    var project = builder.AddProject<TProject>(name, options => options.ExcludeKestrelEndpoints = !listens)
        .WithEnvironment("ASPNETCORE_ENVIRONMENT", environment.EnvironmentName)
        .WithEnvironment("DOTNET_ENVIRONMENT", environment.EnvironmentName);
    if ((configuration["Demonstration:Enabled"] ?? (environment.IsDevelopment() ? "true" : null)) is { } demonstrates)
        project.WithEnvironment("Demonstration__Enabled", demonstrates);
    if (configuration["Clock:File"] is { } clock)
        project.WithEnvironment("Clock__File", clock);
    return project;
}

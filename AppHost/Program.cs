using Aspire.Hosting.Lifecycle;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ProjetK.AppHost.Commands;
using ProjetK.AppHost.Hosting;
using ProjetK.AppHost.Servers;

// The two flags go last: a configuration switch without a value would swallow the argument that follows it.
args = [.. args.OrderBy(arg => arg is "--ephemeral" or "--reset")];
StackException.EndsTheProgram();

var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
{
    Args = args,
    DashboardApplicationName = "Projet K",
    // Inside, services speak in clear; TLS ends at the gateway.
    TrustDeveloperCertificate = false,
    DeveloperCertificateDefaultHttpsTerminationEnabled = false,
});
var configuration = builder.Configuration;
Dashboard.Configure(configuration);
var folder = StackFolder.Open(args);
var secrets = new Secrets(builder, folder);
builder.Services.AddSingleton(folder).AddHostedService<Ending>().AddEventingSubscriber<Announcements>();

// Servers: those that ConnectionStrings name, else containers where a runtime answers, else processes of this machine.
var postgres = PostgresServer.Add(builder, folder, secrets);
var broker = BrokerServer.Add(builder, folder, secrets);

// Tokens are issued, and links in mails made, in the name of the gateway's public address.
var gateway = AddProject<Projects.Gateway>("gateway").WithIconName("GlobeArrowForward");
var issuer = configuration["Gateway:PublicUrl"] is { Length: > 0 } publicUrl
    ? ReferenceExpression.Create($"{publicUrl}")
    : ReferenceExpression.Create($"{gateway.GetEndpoint("http").Property(EndpointProperty.Url)}/");

var clientSecrets = new[] { "identity", "ecosystem", "funding", "applications", "operations" }
    .ToDictionary(client => client, client => secrets.Add($"{client}-client-secret"));

var identity = AddService<Projects.Identity>("identity", "PersonKey", WithIdentity);
var ecosystem = AddService<Projects.Ecosystem>("ecosystem", "PlantGrass");
var funding = AddService<Projects.Funding>("funding", "Money");
var applications = AddService<Projects.Applications>("applications", "DocumentText")
    .WithReference(ecosystem).WithReference(funding);
ecosystem.WithReference(applications);
funding.WithReference(applications).WithReference(ecosystem);
identity.WithReference(applications);
Service[] services = [identity, ecosystem, funding, applications];

// What an operator does in the dashboard, services are asked for in the name of a program of its own.
var operations = new Operations(identity, clientSecrets["operations"]);
foreach (var service in services)
{
    service.WithReference(identity)
        .WithDeadLetterCommands(operations).WithHistoryCommand(operations).WithLinks();
    gateway.WithReference(service);
}
funding.WithLedgerCommand(operations).WithReconciliationCommand(operations);
identity.WithInvitationCommand(operations).WithMailsLink(configuration, folder);
postgres.WithForgetCommand(broker, folder, services);

// Pages for people: a client of the gateway like any other, reached through it. The gateway takes its word for who its
// visitors are.
var visitors = secrets.Add("portal-visitor-secret");
var portal = AddProject<Projects.Portal>("portal").WithIconName("Window")
    .WithReference(gateway)
    .WithEnvironment("Portal__PublicUrl", issuer)
    .WithEnvironment("Portal__KeySecret", secrets.Add("portal-key-secret"))
    .WithEnvironment("Portal__VisitorSecret", visitors)
    .WithHealth().WithRevival().WithLinks(issuer).WithParentRelationship(gateway);
gateway.WithReference(portal).WithEnvironment("Portal__VisitorSecret", visitors);

gateway
    .WithSettings("Cors", "Proxies", "RateLimits")
    .WithPort("http", Ports.Asked("Gateway:HttpPort", configuration.GetValue<int?>("Gateway:HttpPort"), 8080))
    .WithPort("grpc", Ports.Asked("Gateway:GrpcPort", configuration.GetValue<int?>("Gateway:GrpcPort"), 8081))
    .WithCertificate()
    .WithExternalHttpEndpoints()
    .WithHealth().WithRevival().WithLinks();

builder.Build().Run();

// A service owns one database and connects to it with a role of its own that owns nothing there; only its migrations,
// the same program run once before it, see the administrator's connection. It does not wait for the broker: its outbox
// does.
Service AddService<TProject>(
    string name, string icon, Action<IResourceBuilder<ProjectResource>>? configure = null)
    where TProject : IProjectMetadata, new()
{
    var password = secrets.Add($"{name}-password");
    var database = builder.AddConnectionString(
        $"{name}-database", postgres.ConnectionString(name, password.Resource, name)).WithHidden();
    var owner = builder.AddConnectionString($"{name}-owner", postgres.AdministratorOf(name)).WithHidden();

    var keySecret = secrets.Add($"{name}-key-secret");
    var migrations = AddProject<TProject>($"{name}-migrations", listens: false).WithArgs("migrate")
        .WithReference(owner, connectionName: "owner").WaitFor(postgres.Resource)
        .WithEnvironment("Database__Password", password)
        .WithEnvironment($"{name}__KeySecret", keySecret)
        .WithIconName("DatabaseArrowUp");
    configure?.Invoke(migrations);

    var numbers = Enumerable.Range(1, configuration.GetValue("Replicas", 1));
    var service = new Service(name, migrations, [.. numbers.Select(number =>
        AddProject<TProject>(number == 1 ? name : $"{name}-{number}").WithIconName(icon)
            .WaitForCompletion(migrations)
            .WithReference(database, connectionName: "database")
            .WithReference(broker, connectionName: "broker")
            // Whose tokens it believes, where their keys are found inside, and its own name there.
            .WithEnvironment("Authentication__Authority", issuer)
            .WithEnvironment(
                "Authentication__MetadataAddress", "http://_http.identity/.well-known/openid-configuration")
            .WithEnvironment("Authentication__TokenAddress", "http://_http.identity/connect/token")
            .WithEnvironment("Authentication__ClientSecret", clientSecrets[name])
            .WithEnvironment($"{name}__KeySecret", keySecret)
            .WithMails(folder)
            .WithHealth().WithRevival())]);
    if (configure is not null)
        service.With(configure);
    migrations.WithParentRelationship(service.Replicas[0]);
    return service;
}

// What the identity service and its migration are told alike, beside what the configuration says.
void WithIdentity(IResourceBuilder<ProjectResource> project)
{
    project.WithSettings("Identity", "Clients", "Retention").WithEnvironment("Identity__Issuer", issuer)
        .WithEnvironment("Clients__portal__RedirectUris__own", ReferenceExpression.Create($"{issuer}connexion/retour"))
        .WithEnvironment(
            "Clients__portal__PostLogoutRedirectUris__own", ReferenceExpression.Create($"{issuer}deconnexion/retour"));
    foreach (var (client, secret) in clientSecrets)
        project.WithEnvironment($"Clients__{client}__Secret", secret);
}

IResourceBuilder<ProjectResource> AddProject<TProject>(string name, bool listens = true)
    where TProject : IProjectMetadata, new()
{
    var environment = builder.Environment.EnvironmentName;
    var project = builder
        .AddProject<TProject>(name, options =>
            (options.ExcludeKestrelEndpoints, options.ExcludeLaunchProfile) = (!listens, true))
        .WithoutBuilding()
        .WithoutProxy()
        .WithEnvironment("ASPNETCORE_ENVIRONMENT", environment)
        .WithEnvironment("DOTNET_ENVIRONMENT", environment)
        // Where services live for minutes, compiling them better from what they do costs more than it gains.
        .WithEnvironment("DOTNET_TieredPGO", "0")
        // Otherwise as much as the processor's cache holds may fill with garbage first (docs/operating.md).
        .WithEnvironment("DOTNET_GCgen0size", "0x1000000")
        // A dashboard that is gone does not keep a service from ending.
        .WithEnvironment("OTEL_EXPORTER_OTLP_TIMEOUT", "1000")
        .WithSettings("Clock", "Demonstration");
    return builder.Environment.IsDevelopment() && configuration["Demonstration:Enabled"] is null
        ? project.WithEnvironment("Demonstration__Enabled", "true") : project;
}

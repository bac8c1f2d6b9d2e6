using Microsoft.Extensions.Configuration;
using ProjetK.AppHost.LocalHosting;

namespace ProjetK.AppHost.Tests.LocalHosting;

public sealed class What_a_process_receives
{
    [Fact]
    public async Task Is_where_it_listens_and_where_others_do()
    {
        var variables = await VariablesOf("applications");

        Assert.Equal("http://localhost:1001", variables["Kestrel__Endpoints__grpc__Url"]);
        Assert.Equal("http://localhost:1001", variables["services__funding__grpc__0"]);
        Assert.Equal("http://localhost:1001", variables["FUNDING_GRPC"]);
        Assert.Equal("amqp://guest:a%2Fb@localhost:1001", variables["ConnectionStrings__broker"]);
        Assert.Equal("Host=localhost;Port=1001;Username=applications;Password=a/b;Database=applications",
            variables["ConnectionStrings__database"]);
    }

    [Fact]
    public async Task Is_where_every_replica_listens_and_which_of_them_it_is()
    {
        var caller = await VariablesOf("applications", replicas: 2);
        var first = await VariablesOf("funding", replicas: 2);
        var second = await VariablesOf("funding", replicas: 2, replica: 1);

        Assert.Equal(("http://localhost:1001", "http://localhost:1002"),
            (caller["services__funding__grpc__0"], caller["services__funding__grpc__1"]));
        Assert.Equal(("http://localhost:1001", "http://localhost:1002"),
            (first["Kestrel__Endpoints__http__Url"], second["Kestrel__Endpoints__http__Url"]));
        Assert.StartsWith("service.instance.id=", first["OTEL_RESOURCE_ATTRIBUTES"]);
        Assert.NotEqual(first["OTEL_RESOURCE_ATTRIBUTES"], second["OTEL_RESOURCE_ATTRIBUTES"]);
    }

    [Fact]
    public async Task Is_its_name_and_a_collector_only_where_one_listens()
    {
        var alone = await VariablesOf("funding");
        var watched = await VariablesOf("funding", ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4317"));

        Assert.Equal("funding", alone["OTEL_SERVICE_NAME"]);
        Assert.False(alone.ContainsKey("OTEL_EXPORTER_OTLP_ENDPOINT"));
        Assert.Equal("http://localhost:4317", watched["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        Assert.Equal("grpc", watched["OTEL_EXPORTER_OTLP_PROTOCOL"]);
    }

    [Fact]
    public async Task Shows_the_administrators_connection_to_migrations_only()
    {
        var service = await VariablesOf("ecosystem");
        var migrations = await VariablesOf("ecosystem-migrations");

        Assert.DoesNotContain(service, variable => variable.Value.Contains("Username=postgres"));
        Assert.Equal("Host=localhost;Port=1001;Username=postgres;Password=a/b;Database=ecosystem",
            migrations["ConnectionStrings__owner"]);
        Assert.Equal("ecosystem", migrations["OWNER_DATABASENAME"]);
        Assert.DoesNotContain(migrations, variable => variable.Key.StartsWith("Kestrel__"));
    }

    [Fact]
    public async Task Is_whose_tokens_it_believes_and_no_secret_but_its_own()
    {
        var (funding, identity) = (await VariablesOf("funding"), await VariablesOf("identity"));
        var gateway = await VariablesOf("gateway");
        var elsewhere = await VariablesOf("funding", ("Gateway:PublicUrl", "https://projetk.example/"));

        Assert.Equal("http://localhost:1001/", funding["Authentication__Authority"]);
        Assert.Equal("https://projetk.example/", elsewhere["Authentication__Authority"]);
        Assert.Equal("of funding", funding["Authentication__ClientSecret"]);
        Assert.Equal("seals keys", identity["Identity__KeySecret"]);
        Assert.DoesNotContain(funding.Values, value => value is "seals keys" or "of identity" or "of ecosystem");
        Assert.DoesNotContain(gateway.Values, value => value == "seals keys" || value.StartsWith("of "));
    }

    [Fact]
    public async Task Is_the_certificate_where_there_is_one()
    {
        var clear = await VariablesOf("gateway");
        var gateway = await VariablesOf("gateway",
            ("Gateway:Certificate:Path", "/etc/tls/cert.pem"), ("Gateway:Certificate:KeyPath", "/etc/tls/key.pem"));

        Assert.DoesNotContain(clear.Keys, key => key.Contains("https"));
        Assert.Equal("https://*:8443", gateway["Kestrel__Endpoints__https__Url"]);
        Assert.Equal("/etc/tls/key.pem", gateway["Kestrel__Certificates__Default__KeyPath"]);
    }

    private static Task<IReadOnlyDictionary<string, string>> VariablesOf(
        string name, params (string Key, string Value)[] settings) => VariablesOf(name, replicas: 1, 0, settings);

    private static async Task<IReadOnlyDictionary<string, string>> VariablesOf(
        string name, int replicas, int replica = 0, params (string Key, string Value)[] settings)
    {
        string[] services = ["ecosystem", "funding", "applications", "identity"];
        string[] secrets =
        [
            .. services.Append("postgres").Append("broker").Select(owner => $"--Parameters:{owner}-password=a/b"),
            .. services.Select(owner => $"--Parameters:{owner}-client-secret=of {owner}"),
            "--Parameters:identity-key-secret=seals keys",
        ];
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            ["--environment=Test", .. secrets, .. settings.Select(setting => $"--{setting.Key}={setting.Value}")]);
        var annotations = builder.Resources.SelectMany(resource => resource.Annotations);
        foreach (var endpoint in annotations.OfType<EndpointAnnotation>())
            endpoint.AllocatedPorts = [1001, 1002];
        foreach (var other in builder.Resources.OfType<ProjectResource>())
            builder.CreateResourceBuilder(other).WithReplicas(replicas);
        var project = builder.Resources.OfType<ProjectResource>().Single(project => project.Name == name);
        return await ProjectEnvironment.OfAsync(project, replica, builder.Configuration, CancellationToken.None);
    }
}

namespace ProjetK.AppHost.Tests;

[Collection(typeof(With_two_of_each))]
public sealed class What_a_process_receives(TwoOfEach stack)
{
    [Fact]
    public async Task Is_where_it_listens_and_where_every_replica_of_others_does()
    {
        var caller = await VariablesOf("applications");
        var first = await VariablesOf("funding");
        var second = await VariablesOf("funding", replica: 1);

        Assert.Equal(stack.HttpClient("applications").BaseAddress, new Uri(caller["Kestrel__Endpoints__http__Url"]));
        foreach (var endpoint in new[] { "http", "grpc" })
            Assert.Equal(
                (first[$"Kestrel__Endpoints__{endpoint}__Url"], second[$"Kestrel__Endpoints__{endpoint}__Url"]),
                (caller[$"services__funding__{endpoint}__0"], caller[$"services__funding__{endpoint}__1"]));
        Assert.DoesNotContain("services__funding__grpc__2", caller.Keys);
    }

    [Fact]
    public async Task Is_how_it_connects_to_its_database_and_the_broker()
    {
        var funding = await VariablesOf("funding");

        Assert.Equal(await stack.ConnectionString("funding"), funding["ConnectionStrings__database"]);
        Assert.Contains("Username=funding;", funding["ConnectionStrings__database"]);
        Assert.EndsWith(";Database=funding", funding["ConnectionStrings__database"]);
        Assert.Equal(await stack.Broker(), new Uri(funding["ConnectionStrings__broker"]));
    }

    [Fact]
    public async Task Is_its_name_and_where_it_reports()
    {
        var first = await VariablesOf("funding");
        var second = await VariablesOf("funding", replica: 1);

        Assert.Equal(("funding", "funding-2"), (first["OTEL_SERVICE_NAME"], second["OTEL_SERVICE_NAME"]));
        Assert.StartsWith("http://localhost:", first["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        Assert.Equal("grpc", first["OTEL_EXPORTER_OTLP_PROTOCOL"]);
        Assert.NotEqual(first["OTEL_RESOURCE_ATTRIBUTES"], second["OTEL_RESOURCE_ATTRIBUTES"]);
    }

    [Fact]
    public async Task Is_whose_tokens_it_believes()
    {
        foreach (var service in TwoOfEach.Services)
            Assert.Equal(stack.Tokens.Issuer, (await VariablesOf(service))["Authentication__Authority"]);
    }

    [Fact]
    public async Task Is_the_administrators_connection_for_migrations_only()
    {
        foreach (var service in TwoOfEach.Services)
        {
            var migrations = MigrationsOf(service);
            Assert.Equal(await stack.AdminConnectionString(service), migrations["ConnectionStrings__owner"]);
            Assert.Contains("Username=postgres;", migrations["ConnectionStrings__owner"]);
            Assert.DoesNotContain(migrations.Keys, name => name.StartsWith("Kestrel__"));
        }
        foreach (var service in TwoOfEach.Services.Append("gateway"))
            Assert.DoesNotContain(await VariablesOf(service), variable => variable.Value.Contains("Username=postgres"));
    }

    [Fact]
    public async Task Is_no_secret_but_its_own()
    {
        string[] clients = [.. TwoOfEach.Services.Append("operations").Select(client => $"{client}-client-secret")];
        foreach (var service in TwoOfEach.Services)
        {
            string[] alsoOfIdentity = service == "identity" ? clients : [];
            Assert.Equal(
                Sorted(
                [
                    "broker-password", $"{service}-password", $"{service}-client-secret", $"{service}-key-secret",
                    .. alsoOfIdentity,
                ]),
                await SecretsIn(await VariablesOf(service, replica: 1)));
            Assert.Equal(
                Sorted(["postgres-password", $"{service}-password", $"{service}-key-secret", .. alsoOfIdentity]),
                await SecretsIn(MigrationsOf(service)));
        }
        // By it the gateway knows the portal, which says for whom it asks.
        Assert.Equal(["portal-visitor-secret"], await SecretsIn(await VariablesOf("gateway")));
    }

    private async Task<IReadOnlyDictionary<string, string>> VariablesOf(string service, int replica = 0) =>
        RunningProcess.EnvironmentOf((await stack.Processes(service, service == "gateway" ? 1 : 2))[replica]);

    // They have ended: only what they were given is still known.
    private Dictionary<string, string> MigrationsOf(string service) =>
        stack.Snapshot($"{service}-migrations").EnvironmentVariables
            .ToDictionary(variable => variable.Name, variable => variable.Value ?? "");

    private async Task<IReadOnlyList<string>> SecretsIn(IReadOnlyDictionary<string, string> variables)
    {
        var found = new List<string>();
        foreach (var secret in stack.Resources.OfType<ParameterResource>().Where(parameter => parameter.Secret))
            if (await secret.GetValueAsync(TestContext.Current.CancellationToken) is { Length: > 0 } value
                && variables.Values.Any(variable => variable.Contains(value)))
                found.Add(secret.Name);
        return Sorted(found);
    }

    private static IReadOnlyList<string> Sorted(IEnumerable<string> names) =>
        [.. names.Distinct().Order(StringComparer.Ordinal)];
}

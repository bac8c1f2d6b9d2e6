using System.Net;
using System.Text.Json;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Reflection.V1Alpha;

namespace ProjetK.SystemTests;

public sealed class Opening_the_gateway(ServicesStack stack)
{
    private static readonly string[] ProjetK =
    [
        "projetk.applications.v1.ApplicationService", "projetk.applications.v1.CallService",
        "projetk.applications.v1.CommuneService", "projetk.applications.v1.ReviewService",
        "projetk.ecosystem.v1.EcosystemService", "projetk.funding.v1.FundingService",
        "projetk.identity.v1.IdentityService", "projetk.operations.v1.OperationsService",
    ];

    [Fact]
    public async Task shows_what_is_served()
    {
        using var index = JsonDocument.Parse(await stack.Json.GetStringAsync("/"));
        Assert.Equal("Projet K", index.RootElement.GetProperty("name").GetString());
        Assert.Equal(ProjetK, index.RootElement.GetProperty("services").EnumerateArray()
            .Select(service => service.GetProperty("name").GetString()));
        Assert.Equal("/openapi/v1.json", index.RootElement.GetProperty("openApi").GetString());
        Assert.Equal("/docs", index.RootElement.GetProperty("docs").GetString());
        Assert.Contains("INSEE", index.RootElement.GetProperty("attribution").GetString());
    }

    [Fact]
    public async Task tells_its_own_health()
    {
        using var response = await stack.Json.GetAsync("/health");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var grpc = await new Health.HealthClient(stack.Grpc).CheckAsync(new());
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, grpc.Status);
    }

    [Fact]
    public async Task reveals_no_server() =>
        Assert.False((await stack.Json.GetAsync("/v1/ideas")).Headers.Contains("Server"));

    [Fact]
    public async Task answers_reflection_with_every_service()
    {
        using var call = new ServerReflection.ServerReflectionClient(stack.Grpc).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(new() { ListServices = "*" });
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        var services = call.ResponseStream.Current.ListServicesResponse.Service.Select(service => service.Name);
        Assert.Superset(ProjetK.ToHashSet(), services.ToHashSet());
        await call.RequestStream.CompleteAsync();
    }

    [Fact]
    public async Task answers_version_1_of_reflection_as_well()
    {
        using var call = new Grpc.Reflection.V1.ServerReflection.ServerReflectionClient(stack.Grpc)
            .ServerReflectionInfo();
        await call.RequestStream.WriteAsync(new() { FileContainingSymbol = ProjetK[0] });
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.NotEmpty(call.ResponseStream.Current.FileDescriptorResponse.FileDescriptorProto);
        await call.RequestStream.CompleteAsync();
    }
}

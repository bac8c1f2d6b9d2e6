using System.Net;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Net.Client;
using ProjetK.Operations.V1;

namespace ProjetK.Gateway.Tests;

public sealed class Routing_requests(Routing_requests.AllServices services)
    : IClassFixture<Routing_requests.AllServices>
{
    private const string Operations = "projetk.operations.v1";
    private static readonly string[] Names = ["applications", "ecosystem", "funding", "identity"];

    [Fact]
    public async Task sends_every_RPC_over_JSON_to_its_service() => await Assert.AllAsync(Rpcs.All, async rpc =>
    {
        foreach (var service in Owners(rpc))
            foreach (var (verb, path) in Rpcs.Requests(rpc, service))
                Assert.Equal(service, await Ask(services.Gateway.Http, new(verb, path)));
    });

    [Fact]
    public async Task sends_every_RPC_over_gRPC_to_its_service() => await Assert.AllAsync(Rpcs.All, async rpc =>
    {
        foreach (var service in Owners(rpc))
            Assert.Equal(service, await Ask(services.Gateway.Grpc, Grpc(rpc, service)));
    });

    [Theory]
    [InlineData("/v1/applications/1/documents/2", "applications")]
    [InlineData("/v1/territories/1/photos/2/large", "ecosystem")]
    [InlineData("/v1/envelopes", "funding")]
    [InlineData("/v1/envelopes/", "funding")]
    [InlineData("/v1/Envelopes:Forecast", "funding")]
    [InlineData("/connect/sign-in", "identity")]
    [InlineData("/.well-known/openid-configuration", "identity")]
    public async Task sends_whatever_is_below_a_collection_to_the_service_that_owns_it(string path, string service) =>
        Assert.Equal(service, await Ask(services.Gateway.Http, new(HttpMethod.Get, path)));

    [Theory, InlineData("/v1/callsigns"), InlineData("/v1/services/nobody/deadLetters"), InlineData("/v2/calls")]
    public async Task sends_nothing_else(string path)
    {
        using var client = new HttpClient { BaseAddress = services.Gateway.Http };
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task asks_which_service_is_meant_where_every_one_could_answer()
    {
        using var channel = GrpcChannel.ForAddress(services.Gateway.Grpc);
        var refusal = await Refusal.Of(
            new OperationsService.OperationsServiceClient(channel).ListDeadLettersAsync(new()).ResponseAsync);
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_FIELD"), refusal.Kind);
        Assert.Equal(["projetk-service"], refusal.Fields);
    }

    /// <summary>The service of its package; operations are every service's.</summary>
    private static string[] Owners(MethodDescriptor rpc) =>
        rpc.File.Package == Operations ? Names : [rpc.File.Package.Split('.')[1]];

    private static HttpRequestMessage Grpc(MethodDescriptor rpc, string service)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/{rpc.Service.FullName}/{rpc.Name}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(new byte[5]),
        };
        request.Content.Headers.ContentType = new("application/grpc");
        if (rpc.File.Package == Operations)
            request.Headers.Add("projetk-service", service);
        return request;
    }

    private static async Task<string> Ask(Uri gateway, HttpRequestMessage request)
    {
        using var client = new HttpClient { BaseAddress = gateway };
        using var answer = await client.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }

    public sealed class AllServices : IAsyncLifetime
    {
        private readonly List<StandIn> services = [];

        internal GatewayProcess Gateway { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            foreach (var name in Names)
                services.Add(await StandIn.Start(name));
            Gateway = await GatewayProcess.Start(
                [.. Names.Zip(services, (name, service) => ($"services:{name}:grpc:0", service.Url))]);
        }

        public async ValueTask DisposeAsync()
        {
            await Gateway.DisposeAsync();
            foreach (var service in services)
                await service.DisposeAsync();
        }
    }
}

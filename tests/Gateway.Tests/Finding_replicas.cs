using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ProjetK.Gateway.Tests;

public sealed class Finding_replicas : IAsyncLifetime
{
    private const int Requests = 40;
    private StandIn[] http = [], grpc = [];
    private GatewayProcess gateway = null!;

    public async ValueTask InitializeAsync()
    {
        http = [await StandIn.Start(), await StandIn.Start()];
        grpc = [await StandIn.Start(HttpProtocols.Http2), await StandIn.Start(HttpProtocols.Http2)];
        gateway = await GatewayProcess.Start(
            ("services:ecosystem:http:0", http[0].Url), ("services:ecosystem:http:1", http[1].Url),
            // An address without a scheme is spoken to as the route says.
            ("services:ecosystem:grpc:0", grpc[0].Url), ("services:ecosystem:grpc:1", new Uri(grpc[1].Url).Authority));
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        foreach (var service in http.Concat(grpc))
            await service.DisposeAsync();
    }

    [Fact]
    public async Task sends_requests_to_each()
    {
        await Ask();
        Assert.All(http, replica => Assert.Contains(replica.Passed, request => request.Path == "/v1/ideas"));
    }

    [Fact]
    public async Task asks_each_for_its_health_as_requests_would_reach_it()
    {
        await Eventually.Get(
            () => Task.FromResult(Array.TrueForAll(http, replica => IsProbed(replica, "HTTP/1.1"))
                && Array.TrueForAll(grpc, replica => IsProbed(replica, "HTTP/2"))),
            areProbed => areProbed, "probes");
    }

    [Fact]
    public async Task goes_on_with_the_one_that_is_left()
    {
        await Ask();
        await http[0].DisposeAsync();
        await Ask();
    }

    private static bool IsProbed(StandIn replica, string protocol) =>
        replica.Passed.Any(request => (request.Path, request.Protocol) == ("/health", protocol));

    private async Task Ask()
    {
        using var client = new HttpClient { BaseAddress = gateway.Http };
        for (var request = 0; request < Requests; request++)
            Assert.Equal("passed", await client.GetStringAsync("/v1/ideas"));
    }
}

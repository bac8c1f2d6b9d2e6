using System.Net;

namespace ProjetK.Gateway.Tests;

public sealed class Finding_replicas : IAsyncLifetime
{
    private const int Requests = 40;
    private StandIn[] replicas = [];
    private GatewayProcess gateway = null!;

    public async ValueTask InitializeAsync()
    {
        replicas = [await StandIn.Start(), await StandIn.Start()];
        gateway = await GatewayProcess.Start(
            // An address without a scheme is spoken to as the cluster says.
            ("services:ecosystem:grpc:0", replicas[0].Url),
            ("services:ecosystem:grpc:1", new Uri(replicas[1].Url).Authority));
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        foreach (var service in replicas)
            await service.DisposeAsync();
    }

    [Fact]
    public async Task sends_requests_to_each()
    {
        await Ask();
        Assert.All(replicas, replica => Assert.Contains(replica.Passed, request => request.Path == "/v1/ideas"));
    }

    [Fact]
    public async Task asks_each_for_its_health_as_requests_would_reach_it()
    {
        await Eventually.Get(
            () => Task.FromResult(Array.TrueForAll(replicas, IsProbed)),
            areProbed => areProbed, "probes");
    }

    [Fact]
    public async Task goes_on_with_the_one_that_is_left()
    {
        await Ask();
        await replicas[0].DisposeAsync();
        await Ask();
    }

    private static bool IsProbed(StandIn replica) =>
        replica.Passed.Any(request => (request.Path, request.Protocol) == ("/health", "HTTP/2"));

    private async Task Ask()
    {
        using var client = new HttpClient { BaseAddress = gateway.Http };
        for (var request = 0; request < Requests; request++)
            Assert.Equal("passed", await client.GetStringAsync("/v1/ideas"));
    }
}

using System.Net;
using System.Text.Json;
using Grpc.Core;
using Grpc.Net.Client;
using ProjetK.Ecosystem.V1;

namespace ProjetK.Gateway.Tests;

public sealed class Guarding_the_services(Guarding_the_services.Guarded guarded)
    : IClassFixture<Guarding_the_services.Guarded>
{
    private const string Commitment =
        "/v1/territories/00000000-0000-7000-8000-000000000001/commitments/00000000-0000-7000-8000-000000000002:confirm";

    [Fact]
    public async Task drops_what_only_services_say_to_each_other()
    {
        using var client = new HttpClient { BaseAddress = guarded.Gateway.Http };
        client.DefaultRequestHeaders.Add("projetk-on-behalf-of", "somebody");
        client.DefaultRequestHeaders.Add("Projetk-Roles", "administrator");
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "10.9.8.7");
        client.DefaultRequestHeaders.Add("Authorization", "Bearer token");
        Assert.Equal("passed", await client.GetStringAsync("/v1/ideas?spoofed"));
        var passed = guarded.Gateway.Passed.Last(headers => headers.Authorization == "Bearer token");
        Assert.DoesNotContain(passed.Keys, name => name.StartsWith("projetk-", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("10.9.8.7", $"{passed["X-Forwarded-For"]}");
    }

    [Fact]
    public async Task tells_browsers_how_little_an_answer_may_do_and_no_server()
    {
        using var client = new HttpClient { BaseAddress = guarded.Gateway.Http };
        foreach (var path in new[] { "/", "/v1/ideas", "/v1/nothing" })
        {
            using var response = await client.GetAsync(path);
            Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
            Assert.Equal(["DENY"], response.Headers.GetValues("X-Frame-Options"));
            Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single());
            Assert.False(response.Headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task slows_down_who_tries_passwords_and_says_when_to_try_again()
    {
        using var client = new HttpClient { BaseAddress = guarded.Gateway.Http };
        using var limited = await Until429(() => client.PostAsync("/connect/token", new StringContent("")), burst: 3);
        Assert.Equal(TimeSpan.FromSeconds(100), limited.Headers.RetryAfter?.Delta);
        using var refusal = JsonDocument.Parse(await limited.Content.ReadAsStringAsync());
        Assert.Equal("RATE_LIMITED",
            refusal.RootElement.GetProperty("details")[0].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task slows_down_what_anybody_may_write_but_not_what_they_read()
    {
        using var client = new HttpClient { BaseAddress = guarded.Gateway.Http };
        using var limited = await Until429(() => client.PostAsync(Commitment, new StringContent("{}")), burst: 3);
        using var read = await client.GetAsync("/v1/ideas");
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);

        using var channel = GrpcChannel.ForAddress(guarded.Gateway.Grpc);
        var refusal = await Assert.ThrowsAsync<RpcException>(async () =>
            await new EcosystemService.EcosystemServiceClient(channel).ConfirmCommitmentAsync(new()));
        Assert.Equal((StatusCode.ResourceExhausted, "RATE_LIMITED"),
            (refusal.StatusCode, refusal.GetRpcStatus()?.GetDetail<Google.Rpc.ErrorInfo>().Reason));
    }

    [Fact]
    public async Task slows_down_who_asks_too_often_for_anything()
    {
        await using var gateway = await GatewayProcess.Start(
            ("RateLimits:Requests:Burst", "5"), ("RateLimits:Requests:PerSecond", "0.01"));
        using var client = new HttpClient { BaseAddress = gateway.Http };
        using var limited = await Until429(() => client.GetAsync("/v1/ideas"), burst: 5);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health")).StatusCode);
    }

    [Fact]
    public async Task tells_clients_apart_behind_a_proxy_that_it_knows()
    {
        await using var gateway = await GatewayProcess.Start(
            ("RateLimits:Requests:Burst", "2"), ("RateLimits:Requests:PerSecond", "0.01"), ("Proxies:0", "127.0.0.1"));
        using var client = new HttpClient { BaseAddress = gateway.Http };
        using var limited = await Until429(() => From("203.0.113.1"), burst: 2);
        Assert.Equal(HttpStatusCode.OK, (await From("203.0.113.2")).StatusCode);

        Task<HttpResponseMessage> From(string address) => client.SendAsync(
            new(HttpMethod.Get, "/v1/ideas") { Headers = { { "X-Forwarded-For", address } } });
    }

    private static async Task<HttpResponseMessage> Until429(Func<Task<HttpResponseMessage>> ask, int burst)
    {
        for (var asked = 0; asked < burst; asked++)
            Assert.NotEqual(HttpStatusCode.TooManyRequests, (await ask()).StatusCode);
        var limited = await ask();
        Assert.Equal(HttpStatusCode.TooManyRequests, limited.StatusCode);
        return limited;
    }

    public sealed class Guarded : IAsyncLifetime
    {
        internal GatewayProcess Gateway { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Gateway = await GatewayProcess.Start(
            ("RateLimits:SignIns:Burst", "3"), ("RateLimits:SignIns:PerSecond", "0.01"),
            ("RateLimits:PublicWrites:Burst", "3"), ("RateLimits:PublicWrites:PerSecond", "0.01"));

        public ValueTask DisposeAsync() => Gateway.DisposeAsync();
    }
}

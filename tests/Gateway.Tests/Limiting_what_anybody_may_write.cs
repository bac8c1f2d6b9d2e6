using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace ProjetK.Gateway.Tests;

public sealed class Limiting_what_anybody_may_write(Limiting_what_anybody_may_write.OneAtATime limited)
    : IClassFixture<Limiting_what_anybody_may_write.OneAtATime>
{
    private static int clients;

    public static TheoryData<string> Spellings =>
        ["as it is", "last slash", "capitals", "small letters", "encoded", "encoded verb", "query"];

    [Theory, MemberData(nameof(Spellings))]
    public Task counts_every_spelling_of_a_path_as_the_same(string spelling) =>
        Assert.AllAsync(Rpcs.PublicWrites, async rpc =>
        {
            var grpc = (HttpMethod.Post, $"/{rpc.Service.FullName}/{rpc.Name}");
            foreach (var (method, path) in Rpcs.Requests(rpc, "1").Append(grpc))
            {
                var client = $"192.0.2.{++clients % 250}";
                Assert.NotEqual(HttpStatusCode.TooManyRequests, await Send(method, path, client));
                Assert.Equal(HttpStatusCode.TooManyRequests, await Send(method, Spell(path, spelling), client));
            }
        });

    [Theory]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", true)]
    [InlineData("2001:db8:0:2::1", "2001:db8:0:3::1", false)]
    [InlineData("::ffff:198.51.100.1", "198.51.100.1", true)]
    [InlineData("::ffff:198.51.100.2", "::ffff:198.51.100.3", false)]
    public async Task takes_addresses_that_one_client_has_together(string first, string second, bool together)
    {
        var (method, path) = Rpcs.PublicWrites.SelectMany(rpc => Rpcs.Requests(rpc, "1")).First();
        Assert.NotEqual(HttpStatusCode.TooManyRequests, await Send(method, path, first));
        Assert.Equal(together, await Send(method, path, second) == HttpStatusCode.TooManyRequests);
    }

    [Theory]
    [InlineData(OneAtATime.Secret, "203.0.113.1", false)]
    [InlineData("a guess", "203.0.113.2", true)]
    public async Task believes_the_portal_alone_who_its_visitor_is(string secret, string portal, bool together)
    {
        var (method, path) = Rpcs.PublicWrites.SelectMany(rpc => Rpcs.Requests(rpc, "1")).First();
        Assert.NotEqual(HttpStatusCode.TooManyRequests, await Send(method, path, portal, Visitor("192.0.2.251", secret)));
        Assert.Equal(together,
            await Send(method, path, portal, Visitor("192.0.2.252", secret)) == HttpStatusCode.TooManyRequests);
    }

    private static string Visitor(string address, string secret) => $"{address};{Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(address)))}";

    private static string Spell(string path, string spelling) => spelling switch
    {
        "as it is" => path,
        "last slash" => $"{path}/",
        "capitals" => path.ToUpperInvariant(),
        "small letters" => path.ToLowerInvariant(),
        "encoded" => $"{path[..^1]}%{(int)path[^1]:X2}",
        "encoded verb" => path.Replace(":", "%3a"),
        "query" => $"{path}?x=1",
        _ => throw new ArgumentOutOfRangeException(nameof(spelling)),
    };

    private async Task<HttpStatusCode> Send(
        HttpMethod method, string path, string client, string? visitor = null)
    {
        using var http = new HttpClient { BaseAddress = limited.Gateway.Http };
        using var content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(method, path)
        {
            Content = content,
            Headers = { { "X-Forwarded-For", client } },
        };
        if (visitor is not null)
            request.Headers.Add("projetk-visitor", visitor);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    public sealed class OneAtATime : IAsyncLifetime
    {
        public const string Secret = "what only the portal knows";

        internal GatewayProcess Gateway { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Gateway = await GatewayProcess.Start(
            ("RateLimits:PublicWrites:Burst", "1"), ("RateLimits:PublicWrites:PerSecond", "0.001"),
            ("Proxies:0", "127.0.0.1"), ("Portal:VisitorSecret", Secret));

        public ValueTask DisposeAsync() => Gateway.DisposeAsync();
    }
}

using System.Text.Json;

namespace ProjetK.Gateway.Tests;

public sealed class Sending_what_is_no_request(Sending_what_is_no_request.Alone alone)
    : IClassFixture<Sending_what_is_no_request.Alone>
{
    public static TheoryData<string, string> Requests => new()
    {
        { "a malformed chunk", Post("transfer-encoding: chunked\r\n\r\nZZ\r\n{}\r\n0\r\n\r\n") },
        { "NUL in a path", Get("/v1/ideas/%00") },
        { "bytes in a header that are no text", Get("/v1/ideas", "x-city: \xff\r\n") },
        { "a bad host", "GET /v1/ideas HTTP/1.1\r\nhost: not a host\r\nconnection: close\r\n\r\n" },
        { "no host", "GET /v1/ideas HTTP/1.1\r\nconnection: close\r\n\r\n" },
    };

    [Theory, MemberData(nameof(Requests))]
    public async Task is_the_callers_mistake(string what, string request)
    {
        var answer = await Line.Send(alone.Gateway.Http, request);
        Assert.True(answer.StartsWith("HTTP/1.1 40", StringComparison.Ordinal), $"{what}: {answer}");
        Assert.Equal("INVALID_FIELD", ReasonIn(answer));
    }

    [Fact]
    public async Task because_its_path_is_too_long()
    {
        var answer = await Line.Send(alone.Gateway.Http, Get($"/v1/ideas/{new string('x', 20_000)}"));
        Assert.StartsWith("HTTP/1.1 414", answer);
        Assert.Equal("INVALID_FIELD", ReasonIn(answer));
    }

    [Fact]
    public async Task because_its_headers_are_too_many()
    {
        var answer = await Line.Send(alone.Gateway.Http, Get("/v1/ideas", $"x-long: {new string('x', 60_000)}\r\n"));
        Assert.StartsWith("HTTP/1.1 431", answer);
        Assert.Equal("INVALID_FIELD", ReasonIn(answer));
    }

    [Fact]
    public async Task because_nobody_is_connected_to_others()
    {
        var answer = await Line.Send(alone.Gateway.Http,
            "CONNECT example.org:443 HTTP/1.1\r\nhost: example.org:443\r\nconnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 405", answer);
        Assert.Equal("NOT_FOUND", ReasonIn(answer));
    }

    [Fact]
    public async Task is_not_said_of_letters_in_a_header()
    {
        var answer = await Line.Send(alone.Gateway.Http, Get("/v1/ideas", "x-city: Saint-\xc3\x89milion\r\n"));
        Assert.StartsWith("HTTP/1.1 200", answer);
        Assert.Contains(alone.Gateway.Passed, headers => headers["x-city"] == "Saint-Émilion");
    }

    private static string Get(string path, string headers = "") =>
        $"GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n{headers}\r\n";

    private static string Post(string rest) =>
        $"POST /v1/actors HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: application/json\r\n{rest}";

    private static string ReasonIn(string answer)
    {
        var start = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        var json = answer[answer.IndexOf('{', start)..(answer.LastIndexOf('}') + 1)];
        using var refusal = JsonDocument.Parse(json);
        return refusal.RootElement.GetProperty("details")[0].GetProperty("reason").GetString()!;
    }

    public sealed class Alone : IAsyncLifetime
    {
        internal GatewayProcess Gateway { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Gateway = await GatewayProcess.Start();

        public ValueTask DisposeAsync() => Gateway.DisposeAsync();
    }
}

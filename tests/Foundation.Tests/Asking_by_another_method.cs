using System.Net;

namespace ProjetK.Foundation.Tests;

public sealed class Asking_by_another_method(CounterHost host) : IClassFixture<CounterHost>
{
    [Theory]
    [InlineData("PUT", "/v1/counters/a", "GET, HEAD")]
    [InlineData("DELETE", "/v1/counters/a", "GET, HEAD")]
    [InlineData("OPTIONS", "/v1/counters/a", "GET, HEAD")]
    [InlineData("PATCH", "/v1/counters", "GET, HEAD")]
    [InlineData("PUT", "/v1/counters/a:countUp", "GET, HEAD, POST")]
    [InlineData("TRACE", "/v1/counters", "GET, HEAD")]
    public async Task is_refused_with_those_that_are_right(string method, string path, string allowed)
    {
        using var answer = await host.Http.SendAsync(new(new HttpMethod(method), path));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(allowed, string.Join(", ", answer.Content.Headers.Allow.Order()));
    }

    [Fact]
    public async Task such_as_HEAD_is_answered_as_GET_is()
    {
        await host.Grpc.CountUpAsync(new() { Name = "counters/head", Amount = 1 });
        using var answer = await host.Http.SendAsync(new(HttpMethod.Head, "/v1/counters/head"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Empty(await answer.Content.ReadAsStringAsync());
    }
}

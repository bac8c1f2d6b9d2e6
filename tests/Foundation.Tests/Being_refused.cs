using System.Net;
using System.Text;
using System.Text.Json;
using Grpc.Core;
using ProjetK.Test.V1;

namespace ProjetK.Foundation.Tests;

public sealed class Being_refused(CounterHost host) : IClassFixture<CounterHost>
{
    private static readonly string Name = $"counters/{Guid.NewGuid():N}";

    private async Task<(HttpStatusCode Http, int Code, string Reason, string Text)> Post(
        string json, string contentType = "application/json", bool chunked = false)
    {
        using var content = new StringContent(json, Encoding.UTF8, contentType);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/{Name}:countUp") { Content = content };
        request.Headers.TransferEncodingChunked = chunked;
        return await Read(await host.Http.SendAsync(request));
    }

    private static async Task<(HttpStatusCode Http, int Code, string Reason, string Text)> Read(
        HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        var info = root.GetProperty("details")[0];
        Assert.Equal("type.googleapis.com/google.rpc.ErrorInfo", info.GetProperty("@type").GetString());
        Assert.Equal("projetk", info.GetProperty("domain").GetString());
        Assert.DoesNotContain("System.", text);
        Assert.DoesNotContain("Exception", text);
        var (code, reason) = (root.GetProperty("code").GetInt32(), info.GetProperty("reason").GetString()!);
        return (response.StatusCode, code, reason, text);
    }

    [Fact]
    public async Task over_grpc_names_code_and_reason()
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(async () =>
            await host.Grpc.CountUpAsync(new() { Name = Name, Amount = 7 }));
        var info = refusal.GetRpcStatus()!.GetDetail<Google.Rpc.ErrorInfo>()!;
        Assert.Equal(
            (StatusCode.FailedPrecondition, "SEVEN", "projetk"), (refusal.StatusCode, info.Reason, info.Domain));
    }

    [Fact]
    public async Task over_json_has_the_same_details() =>
        Assert.Equal((HttpStatusCode.BadRequest, 9, "SEVEN"), (await Post("""{"amount":7}""")) switch
        {
            var (http, code, reason, _) => (http, code, reason),
        });

    [Fact]
    public async Task by_a_bug_tells_nothing_about_it()
    {
        var (http, code, reason, text) = await Post("""{"amount":13}""");
        Assert.Equal((HttpStatusCode.InternalServerError, 13, "INTERNAL"), (http, code, reason));
        Assert.DoesNotContain("secret", text);
    }

    [Theory]
    [InlineData("""{"amount":""", "not valid JSON at line 1")]
    [InlineData("""{"amount":"many"}""", "amount")]
    [InlineData("""{"direction":"SIDEWAYS"}""", "one of DIRECTION_UNSPECIFIED, UP")]
    [InlineData("""{"direction":99}""", "direction")]
    [InlineData("""{"steps":[{},{"direction":"DOWN"}]}""", "steps[1].direction")]
    [InlineData("""{"steps":[{},{"direction":42}]}""", "steps[1].direction")]
    [InlineData("""{"time":"yesterday"}""", "RFC 3339")]
    [InlineData("[]", "JSON object")]
    [InlineData("""{"requestId":"\ud800"}""", "request_id")]
    public async Task for_unreadable_json_says_where(string json, string expected)
    {
        var (http, code, reason, text) = await Post(json);
        Assert.Equal((HttpStatusCode.BadRequest, 3, "INVALID_FIELD"), (http, code, reason));
        Assert.Contains(expected, text);
    }

    [Fact]
    public async Task for_text_that_is_not_UTF_8_says_so()
    {
        byte[] body = [.. "{\"requestId\":\""u8, 0xff, .. "\"}"u8];
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        var (http, code, reason, text) = await Read(await host.Http.PostAsync($"/v1/{Name}:countUp", content));
        Assert.Equal((HttpStatusCode.BadRequest, 3, "INVALID_FIELD"), (http, code, reason));
        Assert.Contains("UTF-8", text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task for_a_body_that_is_too_large_says_so(bool chunked)
    {
        var (http, code, reason, text) = await Post(
            $$"""{"requestId":"{{new string('x', 5 * 1024 * 1024)}}"}""", chunked: chunked);
        Assert.Equal((HttpStatusCode.BadRequest, 3, "INVALID_FIELD"), (http, code, reason));
        Assert.Contains("4 MiB", text);
    }

    [Theory]
    [InlineData("digits=many", "digits")]
    [InlineData("direction=SIDEWAYS", "direction")]
    public async Task for_a_wrong_query_parameter_names_it(string query, string expected)
    {
        var (http, _, reason, text) = await Read(await host.Http.GetAsync($"/v1/{Name}?{query}"));
        Assert.Equal((HttpStatusCode.BadRequest, "INVALID_FIELD"), (http, reason));
        Assert.Contains(expected, text);
    }

    [Fact]
    public async Task for_an_unknown_path_is_not_found()
    {
        var (http, code, reason, _) = await Read(await host.Http.GetAsync("/v2/nothing"));
        Assert.Equal((HttpStatusCode.NotFound, 5, "NOT_FOUND"), (http, code, reason));
    }

    [Fact]
    public async Task for_a_wrong_method_keeps_the_shape() => Assert.Equal(
        HttpStatusCode.MethodNotAllowed, (await Read(await host.Http.DeleteAsync($"/v1/{Name}"))).Http);

    [Fact]
    public async Task for_another_content_type_says_which_is_right()
    {
        var (_, _, reason, text) = await Post("amount=1", "application/x-www-form-urlencoded");
        Assert.Equal("INVALID_FIELD", reason);
        Assert.Contains("application/json", text);
    }

    [Fact]
    public async Task for_an_undefined_enum_number_over_grpc_names_the_field()
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await host.Grpc.CountUpAsync(new()
        {
            Name = Name,
            Steps = { new CountUpRequest.Types.Step { Direction = (Counter.Types.Direction)42 } },
        }));
        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
        var violations = refusal.GetRpcStatus()!.GetDetail<Google.Rpc.BadRequest>()!.FieldViolations;
        Assert.Equal("steps[0].direction", Assert.Single(violations).Field);
    }

    [Fact]
    public async Task for_a_message_that_is_too_large_over_grpc_is_resource_exhausted()
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(async () =>
            await host.Grpc.CountUpAsync(new() { Name = new string('x', 5 * 1024 * 1024) }));
        Assert.Equal(StatusCode.ResourceExhausted, refusal.StatusCode);
    }

    [Fact]
    public async Task does_not_happen_to_numbers_beyond_32_bits_which_are_strings()
    {
        await host.Grpc.CountUpAsync(new() { Name = "counters/text", Amount = 3 });
        var json = await host.Http.GetStringAsync("/v1/counters/text");
        Assert.Contains("\"value\": \"3\"", json.Replace("\":\"", "\": \""));
    }
}

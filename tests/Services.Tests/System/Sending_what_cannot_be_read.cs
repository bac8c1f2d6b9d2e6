using System.Net;
using System.Text;
using Grpc.Core;
using ProjetK.Applications.V1;
using ProjetK.Ecosystem.V1;

namespace ProjetK.SystemTests;

public sealed class Sending_what_cannot_be_read(ServicesStack stack)
{
    private static readonly string FiveMebibytes = new('x', 5 * 1024 * 1024);

    [Theory]
    [InlineData("""{"actor":""", "body")]
    [InlineData("""{"kind":"VILLAGE"}""", "actor.kind")]
    [InlineData("""{"displayName":"A","commune":"communes/33525","kind":42}""", "actor.kind")]
    [InlineData("""{"displayName":7}""", "actor.display_name")]
    [InlineData("""{"displayNam":"Café"}""", "actor.displayNam")]
    [InlineData("""{"displayName":"Café","requestId":"1"}""", "requestId")]
    [InlineData("[]", "actor")]
    [InlineData("null", null)]
    public async Task as_JSON_says_which_part(string json, string? field)
    {
        var refusal = await Post("/v1/actors", json);
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_FIELD"), refusal.Kind);
        if (field is not null)
            Assert.Equal([field], refusal.Fields);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task because_it_is_too_large_is_refused_as_JSON(bool chunked)
    {
        var refusal = await Post("/v1/actors", $$"""{"displayName":"{{FiveMebibytes}}"}""", chunked);
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_FIELD"), refusal.Kind);
        Assert.Equal(["body"], refusal.Fields);
        Assert.Contains("4 MiB", refusal.Message);
    }

    [Theory, InlineData(Wire.Grpc), InlineData(Wire.GrpcWeb)]
    public async Task because_it_is_too_large_exhausts_gRPC(Wire wire)
    {
        // The service hangs up at one moment or another of the sending.
        for (var time = 0; time < 20; time++)
        {
            var refused = await Assert.ThrowsAsync<RpcException>(() => stack.Send<Actor>(
                new CreateActorRequest { Actor = new() { DisplayName = FiveMebibytes } }, wire));
            Assert.Equal(StatusCode.ResourceExhausted, refused.StatusCode);
        }
    }

    [Theory, InlineData("pageSize=many", "pageSize"), InlineData("colour=red", "colour")]
    public async Task because_the_query_has_another_type_or_name_names_the_parameter(string query, string parameter)
    {
        using var response = await stack.Json.GetAsync($"/v1/communes?{query}");
        var refusal = await Refusal.Of(Wires.Read(response, ListCommunesResponse.Descriptor));
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_FIELD"), refusal.Kind);
        Assert.Equal([parameter], refusal.Fields);
    }

    [Theory]
    [InlineData("/v2/anything")]
    [InlineData("/v1/anything")]
    [InlineData("/v1/callsigns")]
    [InlineData("/v1/grants/1/2/3/4")]
    public async Task because_nothing_is_there_is_not_found(string path)
    {
        using var response = await stack.Json.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        var refusal = await Refusal.Of(Wires.Read(response, Actor.Descriptor));
        Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), refusal.Kind);
    }

    [Fact]
    public async Task because_the_RPC_does_not_exist_is_unimplemented()
    {
        var method = new Method<CreateActorRequest, Actor>(
            MethodType.Unary, "projetk.nothing.v1.Nothing", "Do",
            Marshallers.Create(_ => Array.Empty<byte>(), _ => new CreateActorRequest()),
            Marshallers.Create(_ => Array.Empty<byte>(), _ => new Actor()));
        var refused = await Assert.ThrowsAsync<RpcException>(async () =>
            await stack.Grpc.AsyncUnaryCall(method, null, new CallOptions(), new()));
        Assert.Equal(StatusCode.Unimplemented, refused.StatusCode);
    }

    private async Task<Refusal> Post(string path, string json, bool chunked = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(json, Encoding.UTF8, "application/json"),
        };
        request.Headers.TransferEncodingChunked = chunked;
        return await Databases.Unchanged(stack, async () =>
        {
            using var response = await stack.Json.SendAsync(request);
            return await Refusal.Of(Wires.Read(response, Actor.Descriptor));
        });
    }
}

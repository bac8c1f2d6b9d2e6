using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.IdentityModel.Tokens;

namespace ProjetK.SystemTests.Access;

/// <summary>Every RPC, by every way in, by everybody: the answer depends on nothing but who asks.</summary>
public sealed class Asking_for_everything(ServicesStack stack)
{
    private static readonly IReadOnlyList<MethodDescriptor> Rpcs =
        [.. Wires.Services.SelectMany(service => service.Methods)];

    public static TheoryData<string> Names => [.. Rpcs.Select(Expectations.Key)];

    [Fact]
    public void is_expected_of_every_RPC_and_of_no_other() =>
        Assert.Equal(Rpcs.Select(Expectations.Key).Order(), Expectations.Known.Order());

    [Theory, MemberData(nameof(Names))]
    public async Task without_a_token_that_holds_opens_only_what_is_public(string name)
    {
        var rpc = Rpcs.Single(rpc => Expectations.Key(rpc) == name);
        foreach (var way in Ways(rpc))
        {
            var code = await Ask(rpc, way, "");
            Assert.True(Expectations.IsPublic(rpc) ? !IsRefused(code) : code == StatusCode.Unauthenticated,
                $"{name}, {way}, without a token: {code}");
            foreach (var (description, token) in Forged())
            {
                code = await Ask(rpc, way, $"Bearer {token}");
                Assert.True(code == StatusCode.Unauthenticated, $"{name}, {way}, a token {description}: {code}");
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public async Task opens_what_the_role_allows_and_nothing_else(string name)
    {
        var rpc = Rpcs.Single(rpc => Expectations.Key(rpc) == name);
        foreach (var way in Ways(rpc))
            foreach (var role in Expectations.Roles)
            {
                var token = role == Auth.V1.Access.Types.Role.Service
                    ? $"Bearer {stack.Tokens.Make("funding")}"
                    : stack.Tokens.Authorize(People.In(role));
                var code = await Ask(rpc, way, token);
                Assert.True(
                    Expectations.Admits(rpc, role) ? !IsRefused(code) : code == StatusCode.PermissionDenied,
                    $"{name}, {way}, {role}: {code}");
            }
    }

    private IEnumerable<(string Description, string Token)> Forged()
    {
        var tokens = stack.Tokens;
        yield return ("that has expired", tokens.Make(People.Manager, token =>
            (token.NotBefore, token.Expires) = (DateTime.UtcNow.AddHours(-1), DateTime.UtcNow.AddMinutes(-1))));
        yield return ("for another audience", tokens.Make(People.Manager, token => token.Audience = "another"));
        yield return ("of another issuer", tokens.Make(People.Manager, token => token.Issuer = "http://else.test/"));
        yield return ("signed with another key", new Tokens(tokens.Issuer).Make(People.Manager));
        yield return ("with alg none", tokens.Make(People.Manager, token => token.SigningCredentials = null));
        yield return ("signed with a shared secret", tokens.Make(People.Manager, token => token.SigningCredentials =
            new(new SymmetricSecurityKey(new byte[64]), SecurityAlgorithms.HmacSha256)));
    }

    private static bool IsRefused(StatusCode code) => code is StatusCode.Unauthenticated
        or StatusCode.PermissionDenied or StatusCode.Unimplemented or StatusCode.Unavailable or StatusCode.Internal;

    private static IEnumerable<Way> Ways(MethodDescriptor rpc) => Samples.HasPath(rpc)
        ? [Way.GrpcThroughTheGateway, Way.GrpcDirectly, Way.JsonThroughTheGateway, Way.JsonDirectly]
        : [Way.GrpcThroughTheGateway, Way.GrpcDirectly];

    /// <summary>How the call ended; OK when it went through.</summary>
    private async Task<StatusCode> Ask(MethodDescriptor rpc, Way way, string authorization)
    {
        var package = rpc.File.Package.Split('.')[1];
        var service = package == "operations" ? "funding" : package;
        var request = Samples.Of(rpc, service);
        try
        {
            await (way switch
            {
                Way.GrpcThroughTheGateway => Wires.Call(Naming(stack.Grpc, service), rpc, request, authorization),
                Way.GrpcDirectly => Wires.Call(stack.Channel(service), rpc, request, authorization),
                Way.JsonThroughTheGateway => Wires.Transcode(stack.Json, rpc, request, authorization),
                Way.JsonDirectly => Wires.Transcode(Client(service), rpc, request, authorization),
            });
            return StatusCode.OK;
        }
        catch (RpcException refusal)
        {
            return refusal.StatusCode;
        }
    }

    private HttpClient Client(string service)
    {
        lock (clients)
            return clients.TryGetValue(service, out var known) ? known : clients[service] = stack.HttpClient(service);
    }

    private static CallInvoker Naming(CallInvoker invoker, string service) => invoker.Intercept(headers =>
    {
        headers.Add("projetk-service", service);
        return headers;
    });

    private readonly Dictionary<string, HttpClient> clients = [];

    private enum Way
    {
        GrpcThroughTheGateway,
        GrpcDirectly,
        JsonThroughTheGateway,
        JsonDirectly,
    }
}

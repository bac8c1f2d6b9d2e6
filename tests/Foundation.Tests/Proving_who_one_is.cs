using System.Net.Http.Headers;
using Grpc.Core;
using Microsoft.IdentityModel.Tokens;
using ProjetK.Testing;
using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Foundation.Tests;

public sealed class Proving_who_one_is(Proving_who_one_is.StrictHost host) : IClassFixture<Proving_who_one_is.StrictHost>
{
    [Fact]
    public async Task is_not_needed_for_what_is_public() =>
        Assert.Equal(StatusCode.NotFound, await Get(authorization: null));

    [Fact]
    public async Task is_needed_for_everything_else()
    {
        Assert.Equal(StatusCode.Unauthenticated, await Reset(authorization: null));
        using var response = await host.Http.PostAsJsonAsync("/v1/counters/none:reset", new { });
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", $"{response.Headers.WwwAuthenticate}");
    }

    [Fact]
    public async Task opens_what_the_role_allows_and_nothing_else()
    {
        Assert.Equal(StatusCode.OK, await Reset(Bearer(People.Manager)));
        foreach (var role in Enum.GetValues<Role>().Except([Role.Unspecified, Role.Manager]))
            Assert.Equal(StatusCode.PermissionDenied, await Reset(Bearer(People.In(role))));
        Assert.Equal(StatusCode.PermissionDenied, await Reset(Bearer(new("nobody's", [], []))));
    }

    [Fact]
    public async Task counts_over_json_too()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/counters/none:reset")
        {
            Content = JsonContent.Create(new { }),
            Headers = { Authorization = AuthenticationHeaderValue.Parse(Bearer(People.Manager)) },
        };
        using var response = await host.Http.SendAsync(request);
        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(response.Headers.WwwAuthenticate);
    }

    public static TheoryData<string, string> Forged => new()
    {
        { "expired", Bearer(People.Manager, token => token.Expires = DateTime.UtcNow.AddMinutes(-1)) },
        { "not yet valid", Bearer(People.Manager, token => token.NotBefore = DateTime.UtcNow.AddMinutes(5)) },
        { "for somebody else", Bearer(People.Manager, token => token.Audience = "another") },
        { "of another issuer", Bearer(People.Manager, token => token.Issuer = "https://else.test/") },
        { "without an end", Bearer(People.Manager, token => token.Expires = null) },
        { "with another key", $"Bearer {new Tokens("https://identity.test/").Make(People.Manager)}" },
        { "without a signature", Bearer(People.Manager, token => token.SigningCredentials = null) },
        { "signed with the public key as a secret", Bearer(People.Manager, token => token.SigningCredentials = new(
            new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(
                Known.PublicKey.ECDsa.ExportSubjectPublicKeyInfoPem())), SecurityAlgorithms.HmacSha256)) },
        { "with a changed content", Tampered() },
        { "that is none", "Bearer nonsense" },
        { "that is empty", "Bearer " },
        { "by another scheme", "Basic bWFuYWdlcjpwcm9qZXRr" },
    };

    [Theory, MemberData(nameof(Forged))]
    public async Task does_not_work_with_a_token(string description, string authorization)
    {
        Assert.True((await Reset(authorization), await Get(authorization))
            is (StatusCode.Unauthenticated, StatusCode.Unauthenticated), description);
    }

    [Fact]
    public async Task is_impossible_while_the_provider_does_not_answer()
    {
        await using var cut = new HostOf("http://127.0.0.1:9/.well-known/openid-configuration");
        await cut.InitializeAsync();
        var refusal = await Assert.ThrowsAsync<RpcException>(async () =>
            await cut.Grpc.ResetCounterAsync(new() { Name = "counters/none" }));
        Assert.Equal((StatusCode.Unavailable, "identity does not answer: try again later."),
            (refusal.StatusCode, refusal.Status.Detail));
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public async Task is_not_refused_because_the_provider_answers_only_after_some_failures(int failures)
    {
        await using var hesitant = new HostOf((await Authority.Shared.Value).MetadataAfter(failures));
        await hesitant.InitializeAsync();
        for (var refusals = 0; ; refusals++)
            try
            {
                await hesitant.Grpc.ResetCounterAsync(new() { Name = "counters/hesitant" });
                break;
            }
            catch (RpcException refusal) when (refusals < failures)
            {
                Assert.Equal(StatusCode.Unavailable, refusal.StatusCode);
            }
    }

    [Fact]
    public async Task leaves_dead_letters_to_administrators()
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(async () =>
            await host.Operations.ListDeadLettersAsync(new() { Parent = "services/counter" }));
        Assert.Equal(StatusCode.Unauthenticated, refusal.StatusCode);
    }

    [Fact]
    public void names_every_rpc_that_does_not_say_who_may_call()
    {
        var failure = Assert.Throws<InvalidOperationException>(() => host.App.MapRpc<Unruled>());
        Assert.Contains("projetk.test.v1.UnruledService.Forgotten,", failure.Message);
        Assert.Contains("projetk.test.v1.UnruledService.ForgottenToo", failure.Message);
    }

    [Fact]
    public async Task cannot_be_left_to_chance()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Test" });
        builder.Configuration["ConnectionStrings:database"] = "Host=nowhere";
        builder.AddFoundation("counter");
        await using var app = builder.Build();
        var failure = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(
            () => app.StartAsync());
        Assert.Contains("Authentication:Authority", failure.Message);
    }

    private static Tokens Known => Authority.Shared.Value.GetAwaiter().GetResult().Tokens;

    private static string Bearer(Person person, Action<SecurityTokenDescriptor>? change = null) =>
        $"Bearer {Known.Make(person, change)}";

    private static string Tampered()
    {
        var parts = Bearer(People.In(Role.Auditor)).Split('.');
        var content = Base64UrlEncoder.Decode(parts[1]).Replace("auditor", "manager");
        return string.Join('.', parts[0], Base64UrlEncoder.Encode(content), parts[2]);
    }

    private Task<StatusCode> Get(string? authorization) => Try(headers =>
        host.Grpc.GetCounterAsync(new() { Name = "counters/none" }, headers), authorization);

    private Task<StatusCode> Reset(string? authorization) => Try(headers =>
        host.Grpc.ResetCounterAsync(new() { Name = "counters/none" }, headers), authorization);

    private static async Task<StatusCode> Try<T>(Func<Metadata, AsyncUnaryCall<T>> call, string? authorization)
    {
        var headers = new Metadata();
        if (authorization is not null)
            headers.Add("authorization", authorization);
        try
        {
            await call(headers);
            return StatusCode.OK;
        }
        catch (RpcException refusal)
        {
            return refusal.StatusCode;
        }
    }

    public class StrictHost : CounterHost
    {
        protected override Person By => People.Nobody;
    }

    /// <summary>A service that cannot reach its provider.</summary>
    private sealed class HostOf(string metadata) : CounterHost
    {
        protected override Dictionary<string, string?> Settings() =>
            new(base.Settings()) { ["Authentication:MetadataAddress"] = metadata };
    }
}

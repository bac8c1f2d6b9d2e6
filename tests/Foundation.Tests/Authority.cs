using System.Collections.Concurrent;
using System.Net;
using Microsoft.IdentityModel.Tokens;
using ProjetK.Testing;

namespace ProjetK.Foundation.Tests;

/// <summary>An OpenID Connect provider as far as services see it: metadata, keys, and tokens for services.</summary>
internal sealed class Authority : IAsyncDisposable
{
    public const string Secret = "caller's own";

    private readonly WebApplication app;
    private readonly ConcurrentQueue<string> granted = new();
    private readonly ConcurrentDictionary<int, int> asked = new();

    private Authority(WebApplication app) => this.app = app;

    /// <summary>Makes its tokens.</summary>
    public Tokens Tokens { get; } = new("https://identity.test/");

    /// <summary>Where its metadata is.</summary>
    public string Metadata => $"{app.Urls.First()}/.well-known/openid-configuration";

    /// <summary>Where it is as well, after so many failures: as if replicas were dead.</summary>
    public string MetadataAfter(int failures) =>
        $"{app.Urls.First()}/after/{failures}/.well-known/openid-configuration";

    /// <summary>The services that got a token of their own.</summary>
    public IReadOnlyCollection<string> Granted => granted;

    /// <summary>The one that serves all hosts of this process.</summary>
    public static Lazy<Task<Authority>> Shared { get; } = new(Start);

    /// <summary>What a service must be told to trust it.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["Authentication:Authority"] = Tokens.Issuer,
        ["Authentication:MetadataAddress"] = Metadata,
        ["Authentication:ClientSecret"] = Secret,
    };

    public static async Task<Authority> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var authority = new Authority(builder.Build());
        authority.Map();
        await authority.app.StartAsync();
        return authority;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private void Map()
    {
        app.MapGet("/.well-known/openid-configuration", Describe);
        app.MapGet("/after/{failures}/.well-known/openid-configuration", (int failures, HttpRequest request) =>
            asked.AddOrUpdate(failures, 1, (_, times) => times + 1) > failures
                ? Describe(request)
                : Results.StatusCode(500));
        app.MapGet("/keys", () =>
        {
            var key = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(Tokens.PublicKey);
            return Results.Json(new { keys = new[] { new { kty = key.Kty, crv = key.Crv, x = key.X, y = key.Y } } });
        });
        app.MapPost("/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            if (form["grant_type"] != "client_credentials" || form["client_secret"] != Secret)
                return Results.BadRequest();
            granted.Enqueue($"{form["client_id"]}");
            return Results.Json(new { access_token = Tokens.Make($"{form["client_id"]}"), expires_in = 3600 });
        });
    }

    private IResult Describe(HttpRequest request) => Results.Json(new Dictionary<string, string>
    {
        ["issuer"] = Tokens.Issuer,
        ["jwks_uri"] = $"http://{request.Host}/keys",
        ["token_endpoint"] = $"http://{request.Host}/token",
    });
}

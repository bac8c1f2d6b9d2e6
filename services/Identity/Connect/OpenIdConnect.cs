using Microsoft.Extensions.Options;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace ProjetK.Identity;

/// <summary>The OpenID Connect server, as it is seen through the gateway.</summary>
internal static class OpenIdConnect
{
    private static readonly TimeSpan
        AccessLifetime = TimeSpan.FromMinutes(15),
        RefreshLifetime = TimeSpan.FromDays(14),
        ReuseLeeway = TimeSpan.FromSeconds(30),
        CodeLifetime = TimeSpan.FromMinutes(2);

    public static void AddOpenIdConnect(this WebApplicationBuilder builder)
    {
        var issuer = Issuer(builder.Configuration);
        builder.Services.AddSingleton<IConfigureOptions<OpenIddictServerOptions>, TokenKeys>();
        builder.Services.AddOpenIddict().AddServer(server =>
        {
            server.SetIssuer(issuer)
                .SetAuthorizationEndpointUris("connect/authorize")
                .SetTokenEndpointUris("connect/token")
                .SetRevocationEndpointUris("connect/revoke")
                .SetEndSessionEndpointUris("connect/sign-out")
                .AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange()
                .AllowRefreshTokenFlow()
                .AllowClientCredentialsFlow()
                .RegisterScopes(Scopes.OfflineAccess)
                .SetAccessTokenLifetime(AccessLifetime)
                .SetRefreshTokenLifetime(RefreshLifetime)
                .SetAuthorizationCodeLifetime(CodeLifetime)
                // A second use soon after the first is two tabs, or an answer that was lost. Later it means that the
                // token was stolen, and ends all that came of it.
                .SetRefreshTokenReuseLeeway(ReuseLeeway)
                .DisableAccessTokenEncryption();
            if (DevelopmentAccounts.AreIn(builder.Environment))
                server.AllowPasswordFlow();
            server.Configure(options => options.TimeProvider = TimeProvider.System);
            // A challenge in plain text protects nothing from who can read the request.
            server.Configure(options => options.CodeChallengeMethods.Remove(CodeChallengeMethods.Plain));
            server.UseAspNetCore()
                .EnableAuthorizationEndpointPassthrough()
                .EnableTokenEndpointPassthrough()
                .EnableEndSessionEndpointPassthrough()
                .EnableStatusCodePagesIntegration()
                // TLS ends at the gateway, or before it.
                .DisableTransportSecurityRequirement();
        });
    }

    /// <summary>What came through the gateway was sent to its public address; links and cookies are made for that.
    /// Services that ask for keys directly are answered with the address by which they asked.</summary>
    public static void UsePublicAddress(this WebApplication app)
    {
        var issuer = Issuer(app.Configuration);
        app.Use((context, next) =>
        {
            if (context.Request.Headers.ContainsKey("X-Forwarded-Host"))
            {
                context.Request.Scheme = issuer.Scheme;
                context.Request.Host = HostString.FromUriComponent(issuer);
            }
            return next(context);
        });
    }

    public static void MapOpenIdConnect(this WebApplication app)
    {
        // Read now: a failure to read the keys later would be remembered until the end of the process.
        _ = app.Services.GetRequiredService<IOptionsMonitor<OpenIddictServerOptions>>().CurrentValue;
        app.MapPost("/connect/token", Token.Give);
        // Taken for a mere RequestDelegate it would give its answer to nobody.
        app.MapMethods("/connect/authorize", [HttpMethods.Get, HttpMethods.Post], (Delegate)Authorization.Give);
        app.MapRazorPages();
    }

    /// <summary>The gateway's public address.</summary>
    public static Uri Issuer(IConfiguration configuration) =>
        Uri.TryCreate(configuration["Identity:Issuer"], UriKind.Absolute, out var issuer)
            && issuer.Scheme is "http" or "https" && issuer.AbsolutePath == "/"
            ? issuer
            : throw new InvalidOperationException(
                "Identity:Issuer must be the public address of the gateway, e.g. https://projetk.example/.");
}

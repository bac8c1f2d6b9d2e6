using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Polly;

namespace ProjetK.Foundation;

/// <summary>Checks tokens: issuer, audience, signature, algorithm and lifetime.</summary>
internal static class BearerTokens
{
    /// <summary>The token of who calls.</summary>
    public const string Bearer = JwtBearerDefaults.AuthenticationScheme;

    /// <summary>The token of the person for whom a service calls.</summary>
    public const string OnBehalfOf = "OnBehalfOf";

    /// <summary>The header that carries the latter; the gateway lets it through from nobody.</summary>
    public const string OnBehalfOfHeader = "projetk-on-behalf-of";

    /// <summary>The HTTP client that talks to the provider.</summary>
    public const string Client = "identity";

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(5);

    /// <summary>Who cannot be reached got nothing; another replica may be there.</summary>
    private static readonly ResiliencePipeline<HttpResponseMessage> Insistence =
        new ResiliencePipelineBuilder<HttpResponseMessage>().AddRetry(new HttpRetryStrategyOptions
        {
            ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Exception
                is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError }),
            MaxRetryAttempts = 3,
            Delay = TimeSpan.FromMilliseconds(20),
        }).Build();

    // Only keys whose private half never leaves the provider.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
    ];

    public static void AddBearerTokens(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<TokenSettings>()
            .BindConfiguration(TokenSettings.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddHttpClient(Client, provider => provider.Timeout = TimeLimit)
            // Outside discovery, so that each attempt asks the next replica.
            .ConfigureAdditionalHttpMessageHandlers((handlers, _) => handlers.Insert(0, new ResilienceHandler(Insistence)));
        // By default by no scheme: a token is looked at once, by Callers, when the provider's keys are known.
        builder.Services.AddAuthentication().AddJwtBearer(Bearer, _ => { }).AddJwtBearer(OnBehalfOf, _ => { });
        foreach (var scheme in new[] { Bearer, OnBehalfOf })
            builder.Services.AddOptions<JwtBearerOptions>(scheme)
                .Configure<IOptions<TokenSettings>, IHttpClientFactory>(Configure);
        builder.Services.Configure<JwtBearerOptions>(OnBehalfOf, bearer => bearer.Events = new()
        {
            OnMessageReceived = received =>
            {
                received.Token = received.Request.Headers[OnBehalfOfHeader];
                if (string.IsNullOrEmpty(received.Token))
                    received.NoResult();
                return Task.CompletedTask;
            },
        });
    }

    private static void Configure(JwtBearerOptions bearer, IOptions<TokenSettings> options, IHttpClientFactory clients)
    {
        var settings = options.Value;
        bearer.Authority = settings.Authority;
        bearer.Audience = settings.Audience;
        if (settings.MetadataAddress is { Length: > 0 } address)
            bearer.MetadataAddress = address;
        // The provider may be reached inside, behind what ends TLS; what comes from there is trusted as the database is.
        bearer.RequireHttpsMetadata = settings.MetadataAddress is not { Length: > 0 }
            && !settings.Authority.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
        bearer.Backchannel = clients.CreateClient(Client);
        bearer.MapInboundClaims = false;
        // A token lives in real time, wherever the domain's clock stands.
        bearer.TimeProvider = TimeProvider.System;
        bearer.TokenValidationParameters = new()
        {
            ValidIssuers = [settings.Authority, settings.Authority.TrimEnd('/'), settings.Authority.TrimEnd('/') + '/'],
            ValidAudience = settings.Audience,
            ValidAlgorithms = Algorithms,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            ClockSkew = TimeSpan.FromSeconds(10),
            NameClaimType = "sub",
            RoleClaimType = settings.RoleClaim,
        };
    }
}

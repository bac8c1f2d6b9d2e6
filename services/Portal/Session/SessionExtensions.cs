using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ProjetK.Portal.Session;

/// <summary>Who is signed in: OpenID Connect by code and PKCE, and then a sealed cookie that holds the person's tokens
/// and that no script can read.</summary>
internal static class SessionExtensions
{
    private const string Client = "projetk-portal";

    public static void AddSession(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IDataProtectionProvider>(Seal.From(builder.Configuration));
        services.AddAntiforgery(forms =>
        {
            // Not as the provider calls its own under /connect, where both are sent and the last one counts.
            forms.Cookie.Name = "projetk-portal-form";
            forms.Cookie.SameSite = SameSiteMode.Strict;
            forms.SuppressXFrameOptionsHeader = true;
        });
        services.AddHttpClient(Inside.Client);
        services.AddSingleton<Renewal>();
        services.AddCascadingAuthenticationState();
        services.AddAuthorization();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(cookie =>
            {
                cookie.Cookie.Name = "projetk-portal-session";
                cookie.Cookie.HttpOnly = true;
                // Lax: the person comes back from the page where the password is asked for.
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.LoginPath = "/connexion";
                cookie.ReturnUrlParameter = "retour";
                cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
                cookie.SlidingExpiration = true;
                cookie.Events.OnValidatePrincipal = context =>
                    context.HttpContext.RequestServices.GetRequiredService<Renewal>().Renew(context);
                // A page is asked for again once somebody is signed in, with what it was asked for.
                cookie.Events.OnRedirectToLogin = context =>
                {
                    context.Response.Redirect($"/connexion?retour={Uri.EscapeDataString(
                        $"{context.Request.Path}{context.Request.QueryString}")}");
                    return Task.CompletedTask;
                };
            })
            .AddOpenIdConnect(identity => Configure(identity, builder.Configuration));
        services.AddOptions<OpenIdConnectOptions>(OpenIdConnectDefaults.AuthenticationScheme)
            .Configure<IHttpClientFactory>((identity, clients) =>
            {
                identity.Backchannel = clients.CreateClient(Inside.Client);
                identity.ConfigurationManager = new ConfigurationManager<OpenIdConnectConfiguration>(
                    $"{Inside.Address}.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(),
                    new Inside(clients, builder.Configuration["Portal:PublicUrl"]));
            });
    }

    public static void MapSession(this WebApplication app)
    {
        app.MapGet("/connexion", (string? retour) => Results.Challenge(
            new() { RedirectUri = IsOurs(retour) ? retour : "/mon-espace" }, [OpenIdConnectDefaults.AuthenticationScheme]));
        app.MapPost("/deconnexion", async (HttpContext context, IAntiforgery forms) =>
        {
            if (!await forms.IsRequestValidAsync(context))
                return Results.Redirect("/");
            return Results.SignOut(
                new() { RedirectUri = "/" },
                [CookieAuthenticationDefaults.AuthenticationScheme, OpenIdConnectDefaults.AuthenticationScheme]);
        });
    }

    /// <summary>Whether an address is a page of this site, so that a link cannot send people elsewhere: browsers drop
    /// tabs and read a backslash as a slash.</summary>
    internal static bool IsOurs(string? path) =>
        path is ['/', ..] and not ['/', '/', ..] && path.All(one => one is > ' ' and <= '~' and not '\\');

    private static void Configure(OpenIdConnectOptions identity, IConfiguration configuration)
    {
        identity.ClientId = Client;
        identity.Authority = configuration["Portal:PublicUrl"];
        identity.RequireHttpsMetadata = false;
        identity.ResponseType = OpenIdConnectResponseType.Code;
        identity.ResponseMode = OpenIdConnectResponseMode.Query;
        identity.CallbackPath = "/connexion/retour";
        identity.SignedOutCallbackPath = "/deconnexion/retour";
        identity.UsePkce = true;
        identity.SaveTokens = true;
        identity.MapInboundClaims = false;
        identity.TokenValidationParameters.NameClaimType = "name";
        identity.Scope.Clear();
        foreach (var scope in (string[])["openid", "offline_access"])
            identity.Scope.Add(scope);
        identity.NonceCookie.SameSite = identity.CorrelationCookie.SameSite = SameSiteMode.Lax;
        identity.NonceCookie.SecurePolicy = identity.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        identity.Events.OnAuthorizationCodeReceived = context =>
        {
            context.TokenEndpointRequest!.TokenEndpoint = Inside.TokenEndpoint;
            return Task.CompletedTask;
        };
        // Whoever gives up, or comes back with a stale address, starts again instead of meeting an error.
        identity.Events.OnRemoteFailure = context =>
        {
            context.Response.Redirect("/connexion/echec");
            context.HandleResponse();
            return Task.CompletedTask;
        };
    }
}

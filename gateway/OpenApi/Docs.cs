using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;
using Scalar.AspNetCore;

namespace ProjetK.Gateway.OpenApi;

/// <summary>Serves the OpenAPI document, and a page to read and try it that needs nothing from elsewhere.</summary>
internal static class Docs
{
    public const string DocumentPath = "/openapi/v1.json", Page = "/docs";
    private const string Client = "projetk-cli";

    public static void MapDocs(this WebApplication app)
    {
        var withPasswords = HasPasswords(app.Environment);
        var document = new Lazy<(byte[] Json, EntityTagHeaderValue Tag)>(() =>
        {
            var json = Document.Write(withPasswords);
            return (json, new($"\"{Convert.ToHexStringLower(SHA256.HashData(json))[..16]}\""));
        });
        app.MapGet(DocumentPath, (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "public, max-age=3600";
            return Results.Bytes(document.Value.Json, "application/json; charset=utf-8", entityTag: document.Value.Tag);
        });
        app.MapScalarApiReference(Page, (scalar, context) => Configure(scalar, context, withPasswords));
    }

    /// <summary>Writes the document into a file instead of serving it: <c>openapi &lt;file&gt;</c>.</summary>
    public static bool WriteInstead(string[] args)
    {
        if (args is not ["openapi", var file])
            return false;
        File.WriteAllBytes(file, Document.Write(withPasswords: false));
        return true;
    }

    private static void Configure(ScalarOptions scalar, HttpContext context, bool withPasswords)
    {
        Permit(scalar, context);
        scalar.WithTitle("Projet K").WithOpenApiRoutePattern(DocumentPath);
        scalar.DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp();
        scalar.HideClientButton = true;
        scalar.ShowDeveloperTools = DeveloperToolsVisibility.Never;
        scalar.AddPreferredSecuritySchemes([Security.SignIn]);
        scalar.AddAuthorizationCodeFlow(Security.SignIn, flow => flow
            .WithClientId(Client).WithPkce(Pkce.Sha256).WithCredentialsLocation(CredentialsLocation.Body)
            .WithRedirectUri($"{context.Request.Scheme}://{context.Request.Host}/callback"));
        if (withPasswords)
            scalar.AddPasswordFlow(Security.SignIn, flow => flow
                .WithClientId(Client).WithCredentialsLocation(CredentialsLocation.Body));
    }

    /// <summary>Lets the page do what it needs and nothing else: its own scripts, styles that they write, requests to this
    /// gateway.</summary>
    private static void Permit(ScalarOptions scalar, HttpContext context)
    {
        scalar.Nonce = RandomNumberGenerator.GetHexString(32);
        context.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self' 'nonce-{scalar.Nonce}'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; form-action 'none'; "
            + "frame-ancestors 'none'; base-uri 'none'";
    }

    private static bool HasPasswords(IHostEnvironment environment) =>
        environment.IsDevelopment() || environment.IsEnvironment("Test");
}

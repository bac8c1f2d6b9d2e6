using Microsoft.OpenApi;
using ProjetK.Auth.V1;

namespace ProjetK.Gateway.OpenApi;

/// <summary>How a caller shows who they are.</summary>
internal static class Security
{
    public const string SignIn = "signIn", Bearer = "bearer";

    /// <summary>Adds the ways to a document. Passwords are exchanged for tokens in development only, as the identity
    /// service has it.</summary>
    public static void AddTo(OpenApiDocument document, bool withPasswords)
    {
        document.AddComponent(SignIn, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.OAuth2,
            Description = "Signs in at the identity service.",
            Flows = new()
            {
                AuthorizationCode = Flow(withPage: true),
                Password = withPasswords ? Flow(withPage: false) : null,
            },
        });
        document.AddComponent(Bearer, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
            Description = "A token that was got before.",
        });
    }

    /// <summary>Either way will do; where anybody may call, none will do as well.</summary>
    public static List<OpenApiSecurityRequirement> Of(Access access, OpenApiDocument document)
    {
        List<OpenApiSecurityRequirement> ways =
        [
            new() { [new(SignIn, document)] = [] },
            new() { [new(Bearer, document)] = [] },
        ];
        return access.Public ? [new(), .. ways] : ways;
    }

    private static OpenApiOAuthFlow Flow(bool withPage) => new()
    {
        AuthorizationUrl = withPage ? new("/connect/authorize", UriKind.Relative) : null,
        TokenUrl = new("/connect/token", UriKind.Relative),
        RefreshUrl = new("/connect/token", UriKind.Relative),
        Scopes = new Dictionary<string, string> { ["offline_access"] = "A refresh token, too." },
    };
}

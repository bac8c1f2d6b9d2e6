using Microsoft.AspNetCore;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using Properties = OpenIddict.Server.AspNetCore.OpenIddictServerAspNetCoreConstants.Properties;

namespace ProjetK.Identity;

/// <summary>Gives a code to a program for whoever is signed in, and asks everybody else to sign in first.</summary>
internal static class Authorization
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public static async Task<IResult> Give(HttpContext context)
    {
        var request = context.GetOpenIddictServerRequest()
            ?? throw new InvalidOperationException("OpenIddict lets nothing through that is not a request.");
        var again = request.HasPromptValue(PromptValues.Login);
        if (!again && await Session.Find(context) is { } account)
            return Results.SignIn(Principals.Of(account, request.GetScopes()), authenticationScheme: Scheme);
        if (request.HasPromptValue(PromptValues.None))
            return Results.Forbid(new(new Dictionary<string, string?>
            {
                [Properties.Error] = OpenIddictConstants.Errors.LoginRequired,
                [Properties.ErrorDescription] = "Nobody is signed in.",
            }), [Scheme]);
        return Results.Challenge(new() { RedirectUri = "/connect/authorize" + Query(context) }, [Session.Scheme]);
    }

    /// <summary>The same request once more, when somebody has signed in; asked to sign in again they have then.</summary>
    private static QueryString Query(HttpContext context)
    {
        var parameters = context.Request.HasFormContentType
            ? context.Request.Form.AsEnumerable() : context.Request.Query;
        return QueryString.Create(parameters.Where(parameter => parameter.Key != Parameters.Prompt));
    }
}

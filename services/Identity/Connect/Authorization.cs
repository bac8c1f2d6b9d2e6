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
        if (await Session.Find(context) is { } signedIn && !MustSignInAgain(request, signedIn))
            return Results.SignIn(
                Principals.Of(signedIn.Account, request.GetScopes(), signedIn.Time), authenticationScheme: Scheme);
        if (request.HasPromptValue(PromptValues.None))
            return Results.Forbid(new(new Dictionary<string, string?>
            {
                [Properties.Error] = OpenIddictConstants.Errors.LoginRequired,
                [Properties.ErrorDescription] = "Nobody is signed in, or signed in too long ago.",
            }), [Scheme]);
        return Results.Challenge(new() { RedirectUri = "/connect/authorize" + Query(context) }, [Session.Scheme]);
    }

    private static bool MustSignInAgain(OpenIddictRequest request, Session.SignedIn signedIn) =>
        request.HasPromptValue(PromptValues.Login)
        || request.MaxAge is { } seconds && DateTimeOffset.UtcNow - signedIn.Time >= TimeSpan.FromSeconds(
            Math.Clamp(seconds, 0, uint.MaxValue));

    /// <summary>The same request once more, when somebody has signed in. Asked to sign in again they have then; the id
    /// token says when, for a program that insists.</summary>
    private static QueryString Query(HttpContext context)
    {
        var parameters = context.Request.HasFormContentType
            ? context.Request.Form.AsEnumerable() : context.Request.Query;
        return QueryString.Create(parameters.Where(
            parameter => parameter.Key is not (Parameters.Prompt or Parameters.MaxAge)));
    }
}

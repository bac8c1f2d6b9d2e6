using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace ProjetK.Identity;

/// <summary>Gives tokens: for a code, a refresh token, a program's secret and, in Development and Test, a
/// password.</summary>
internal static class Token
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public static async Task<IResult> Give(HttpContext context, SignIn signIn)
    {
        var request = context.GetOpenIddictServerRequest()
            ?? throw new InvalidOperationException("OpenIddict lets nothing through that is not a request.");
        if (request.IsClientCredentialsGrantType())
            return Results.SignIn(
                request.ClientId == Clients.Operations
                    ? Principals.OfOperations() : Principals.OfService(request.ClientId!),
                authenticationScheme: Scheme);
        if (request.IsPasswordGrantType())
            return Answer(
                await signIn.Check(request.Username!, request.Password!, context.RequestAborted), request.GetScopes(),
                TimeProvider.System.GetUtcNow());

        // A code or a refresh token: what it allows is looked up again, for roles may have changed meanwhile.
        var ticket = await context.AuthenticateAsync(Scheme);
        var account = await signIn.Find(ticket.Principal?.GetClaim(Claims.Subject), context.RequestAborted);
        return Answer(account, ticket.Principal!.GetScopes(), Principals.SignInOf(ticket.Principal));
    }

    private static IResult Answer(
        Account? account, IEnumerable<string> scopes, DateTimeOffset? time) => account is null
        ? Results.Forbid(new(new Dictionary<string, string?>
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = OpenIddictConstants.Errors.InvalidGrant,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] =
                "The name or the password is wrong, or the account is closed or locked for a while.",
        }), [Scheme])
        : Results.SignIn(Principals.Of(account, scopes, time), authenticationScheme: Scheme);
}

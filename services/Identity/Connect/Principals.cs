using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace ProjetK.Identity;

/// <summary>What a token says: who, in which roles, for which communes; neither name nor address.</summary>
internal static class Principals
{
    private const string Role = "role", Commune = "commune", Audience = "projetk";
    private static readonly TimeSpan ServiceLifetime = TimeSpan.FromHours(1);

    /// <summary>A person; <paramref name="signIn"/> is when they gave their password.</summary>
    public static ClaimsPrincipal Of(Account account, IEnumerable<string> scopes, DateTimeOffset? signIn = null)
    {
        var identity = New(account.Subject, account.Roles.Select(role => role.ToLowerInvariant()));
        if (account.Communes.Length > 0)
            identity.AddClaim(Array(Commune, account.Communes));
        if (signIn is { } time)
            identity.SetClaim(Claims.AuthenticationTime, time.ToUnixTimeSeconds());
        return Finish(identity, scopes);
    }

    /// <summary>When the person whose ticket that is gave their password, as far as the ticket says.</summary>
    public static DateTimeOffset? SignInOf(ClaimsPrincipal? ticket) =>
        long.TryParse(ticket?.GetClaim(Claims.AuthenticationTime), CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    public static ClaimsPrincipal OfService(string name)
    {
        var principal = Finish(New($"services/{name}", ["service"]), []);
        principal.SetAccessTokenLifetime(ServiceLifetime);
        return principal;
    }

    /// <summary>Not a service, whose word counts about for whom it asks: only what an operator may do.</summary>
    public static ClaimsPrincipal OfOperations() =>
        Finish(New($"services/{Clients.Operations}", ["administrator", "auditor"]), []);

    private static ClaimsIdentity New(string subject, IEnumerable<string> roles)
    {
        var identity = new ClaimsIdentity("projetk", Claims.Name, Role);
        identity.SetClaim(Claims.Subject, subject);
        identity.AddClaim(Array(Role, roles));
        return identity;
    }

    /// <summary>An array also of one; several claims of a type would be one, and a single claim none.</summary>
    private static Claim Array(string type, IEnumerable<string> values) =>
        new(type, JsonSerializer.Serialize(values), JsonClaimValueTypes.JsonArray);

    private static ClaimsPrincipal Finish(ClaimsIdentity identity, IEnumerable<string> scopes)
    {
        var principal = new ClaimsPrincipal(identity);
        principal.SetScopes(scopes);
        principal.SetResources(Audience);
        principal.SetDestinations(claim =>
            claim.Type == Claims.AuthenticationTime ? [Destinations.IdentityToken]
            : claim.Type == Claims.Subject ? [Destinations.AccessToken, Destinations.IdentityToken]
            : [Destinations.AccessToken]);
        return principal;
    }
}

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

    public static ClaimsPrincipal Of(Account account, IEnumerable<string> scopes)
    {
        var identity = New(account.Subject, account.Roles.Select(role => role.ToLowerInvariant()));
        if (account.Communes.Length > 0)
            identity.AddClaim(Array(Commune, account.Communes));
        return Finish(identity, scopes);
    }

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
            claim.Type == Claims.Subject ? [Destinations.AccessToken, Destinations.IdentityToken]
            : [Destinations.AccessToken]);
        return principal;
    }
}

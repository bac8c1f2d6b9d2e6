using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ProjetK.Auth.V1;

namespace ProjetK.Foundation;

/// <summary>Finds out from a request's tokens who calls.</summary>
internal sealed class Callers(IOptions<TokenSettings> settings, IOptionsMonitor<JwtBearerOptions> bearer)
{
    // How long what was found out about a token holds, and of how many it is remembered.
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(1);
    private const int Most = 2_000;

    private static readonly object Key = new();

    private static readonly Dictionary<string, Access.Types.Role> Roles =
        Enum.GetValues<Access.Types.Role>().Where(role => role != Access.Types.Role.Unspecified)
            .ToDictionary(role => $"{role}", StringComparer.OrdinalIgnoreCase);

    private readonly ConcurrentDictionary<(string Scheme, string Token), (Caller Caller, DateTimeOffset End)> known = [];

    /// <summary>Nobody when there is no token; refuses a token that does not hold.</summary>
    public async Task<Caller> Identify(HttpContext http)
    {
        if (http.Request.Headers.Authorization.Count == 0)
            return Caller.Nobody;
        // Something else than a bearer token is no proof either, but it was meant as one.
        var caller = await Authenticate(http, BearerTokens.Bearer, http.Request.Headers.Authorization.ToString())
            ?? throw CommonErrors.InvalidToken();
        if (caller.Service is null || http.Request.Headers[BearerTokens.OnBehalfOfHeader].Count == 0
            || await Authenticate(http, BearerTokens.OnBehalfOf,
                http.Request.Headers[BearerTokens.OnBehalfOfHeader].ToString()) is not { } person)
            return caller;
        return caller.For(person);
    }

    /// <summary>Remembers who calls, for whatever serves this request.</summary>
    public static void Remember(HttpContext http, Caller caller) => http.Items[Key] = caller;

    /// <summary>Who calls, once that is found out.</summary>
    public static Caller Of(HttpContext http) =>
        http.Items.TryGetValue(Key, out var caller) && caller is Caller known ? known : Caller.Nobody;

    /// <summary>Whose token it is. To check a signature costs more than most requests, and clients send the same token
    /// with each: one that held a moment ago holds, until it ends. That its person may have been erased since is asked
    /// each time, elsewhere.</summary>
    private async Task<Caller?> Authenticate(HttpContext http, string scheme, string token)
    {
        var now = TimeProvider.System.GetUtcNow();
        if (known.TryGetValue((scheme, token), out var before) && now < before.End)
            return before.Caller;
        await RequireKeys(scheme, http.RequestAborted);
        var result = await http.AuthenticateAsync(scheme);
        if (result.Failure is not null)
            throw CommonErrors.InvalidToken();
        if (result.Principal is not { } principal)
            return null;
        var caller = ToCaller(principal);
        if (result.Properties?.ExpiresUtc is { } end)
        {
            if (known.Count >= Most)
                known.Clear();
            known[(scheme, token)] = (caller, end < now + Keep ? end : now + Keep);
        }
        return caller;
    }

    /// <summary>Without the provider's keys nothing can be said of a token. Asked first: once they are known they are
    /// at hand, and a token that was looked at without them would be refused for good.</summary>
    private async Task RequireKeys(string scheme, CancellationToken cancellation)
    {
        try
        {
            await bearer.Get(scheme).ConfigurationManager!.GetConfigurationAsync(cancellation);
        }
        catch (InvalidOperationException)
        {
            throw CommonErrors.DependencyUnavailable("identity");
        }
    }

    private Caller ToCaller(ClaimsPrincipal claims)
    {
        var subject = claims.FindFirstValue("sub") ?? throw CommonErrors.InvalidToken();
        var roles = claims.FindAll(settings.Value.RoleClaim)
            .Select(claim => Roles.GetValueOrDefault(claim.Value))
            .Where(role => role != Access.Types.Role.Unspecified).ToHashSet();
        var communes = claims.FindAll(settings.Value.CommuneClaim).Select(claim => claim.Value).ToHashSet();
        var service = roles.Contains(Access.Types.Role.Service) ? subject[(subject.IndexOf('/') + 1)..] : null;
        return new(subject, roles, communes, service);
    }
}

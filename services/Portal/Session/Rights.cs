using System.Buffers.Text;
using System.Text.Json;
using Google.Protobuf.Reflection;
using Microsoft.AspNetCore.Authentication;
using ProjetK.Applications.V1;
using ProjetK.Auth.V1;
using ProjetK.Ecosystem.V1;
using ProjetK.Funding.V1;
using ProjetK.Identity.V1;
using ProjetK.Operations.V1;
using static ProjetK.Auth.V1.Access.Types;

namespace ProjetK.Portal.Session;

/// <summary>What a person may ask the services for, as their token and the contract say; the services check both. Pages
/// read it to offer nothing that would be refused.</summary>
internal static class Rights
{
    private static readonly object Key = new();

    /// <summary>Who may call an RPC of that name.</summary>
    private static readonly ILookup<string, Access> Accesses = new[]
        {
            ApplicationService.Descriptor, CallService.Descriptor, ReviewService.Descriptor, FundingService.Descriptor,
            EcosystemService.Descriptor, IdentityService.Descriptor, OperationsService.Descriptor,
        }
        .SelectMany(service => service.Methods).ToLookup(method => method.Name, AccessOf);

    /// <summary>The person who is signed in, as <c>people/{uuid}</c>; empty when nobody is.</summary>
    public static string PersonOf(HttpContext? http) => Read(http).Person;

    /// <summary>What the person who is signed in is to the syndicate.</summary>
    public static IReadOnlySet<Role> RolesOf(HttpContext? http) => Read(http).Roles;

    /// <summary>Whether one of the person's roles may call that RPC.</summary>
    public static bool May(HttpContext? http, string rpc) =>
        Accesses[rpc].Any(access => access.Public || access.Roles.Any(RolesOf(http).Contains));

    private static Access AccessOf(MethodDescriptor method) =>
        method.GetOptions()?.GetExtension(AccessExtensions.Access) ?? new();

    private static Token Read(HttpContext? http)
    {
        if (http is null)
            return Token.None;
        if (http.Items.TryGetValue(Key, out var known) && known is Token token)
            return token;
        token = http.User.Identity?.IsAuthenticated == true
            && http.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties
                ?.GetTokenValue("access_token") is { } text
            ? Token.Read(text) : Token.None;
        http.Items[Key] = token;
        return token;
    }

    /// <summary>What a token says of its person.</summary>
    private sealed record Token(string Person, IReadOnlySet<Role> Roles)
    {
        public static readonly Token None = new("", new HashSet<Role>());

        public static Token Read(string text)
        {
            if (text.Split('.') is not [_, var payload, _])
                return None;
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(payload));
            var roles = claims.RootElement.TryGetProperty("role", out var role)
                ? role.ValueKind is JsonValueKind.Array ? role.EnumerateArray().Select(one => one.GetString()) : [role.GetString()]
                : [];
            return new(
                claims.RootElement.TryGetProperty("sub", out var subject) ? subject.GetString() ?? "" : "",
                roles.Select(name => System.Enum.TryParse<Role>(name, ignoreCase: true, out var known) ? known : default)
                    .ToHashSet());
        }
    }
}

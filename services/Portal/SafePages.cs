namespace ProjetK.Portal;

/// <summary>What every page has: headers that keep it to itself and load nothing from elsewhere, and the address under
/// which the public knows it.</summary>
internal static class SafePages
{
    private const string Policy =
        "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'";

    public static void UseSafePages(this WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = Policy;
            headers["Referrer-Policy"] = "same-origin";
            headers.XContentTypeOptions = "nosniff";
            if (headers.CacheControl.Count == 0)
                headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(context);
    });

    /// <summary>Makes addresses in the name of the gateway (<c>Portal:PublicUrl</c>), which is what browsers see.</summary>
    public static void UsePublicAddress(this WebApplication app)
    {
        if (app.Configuration["Portal:PublicUrl"] is not { Length: > 0 } text)
            return;
        var address = new Uri(text);
        app.Use((context, next) =>
        {
            context.Request.Scheme = address.Scheme;
            context.Request.Host = new(address.Authority);
            return next(context);
        });
    }
}

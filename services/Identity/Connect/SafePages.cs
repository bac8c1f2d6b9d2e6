using Microsoft.AspNetCore.Diagnostics;

namespace ProjetK.Identity;

/// <summary>What every page has: headers that keep it to itself and, in place of a bare status, a page.</summary>
internal static class SafePages
{
    // No form-action: browsers apply it to where a sign-in leads, too, which is another program.
    private const string Policy = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void UsePages(this WebApplication app)
    {
        app.UseStaticFiles();
        app.UseStatusCodePagesWithReExecute("/connect/error");
        app.Use((context, next) =>
        {
            if (context.Request.Path.StartsWithSegments("/connect"))
                Protect(context.Response.Headers);
            else if (context.Features.Get<IStatusCodePagesFeature>() is { } pages)
                pages.Enabled = false;
            return next(context);
        });
    }

    private static void Protect(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-cache, no-store";
    }
}

using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http.Features;
using ProjetK.ServiceDefaults;

namespace ProjetK.Portal.Session;

/// <summary>What happens where a page cannot be answered: nobody is signed in any more, or a service does not answer. What
/// was typed is never lost: it comes back in a page that brings it again to where it was sent.</summary>
internal static class Interruptions
{
    /// <summary>The form field by which text comes back: then nothing is done, the page only shows it.</summary>
    public const string BringsBack = "reprise";

    private const string Ended = "session-ended";
    private const int AroundDocument = 64 * 1024;
    private static readonly object CauseKey = new();
    private static readonly TimeSpan AWhile = TimeSpan.FromSeconds(5);

    /// <summary>Whether the tokens of this request's session were refused.</summary>
    public static bool HasEnded(HttpContext context) => context.Items.ContainsKey(Ended);

    /// <summary>Why what was sent could not be taken.</summary>
    public static Interruption CauseOf(HttpContext context) =>
        context.Items[CauseKey] is Interruption cause ? cause : Interruption.None;

    /// <summary>Comes before routing: what went wrong is answered by another page.</summary>
    public static void UseInterruptions(this WebApplication app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (RpcException failure) when (!context.Response.HasStarted && Of(failure) is not Interruption.None)
        {
            context.Items[CauseKey] = Of(failure);
        }
        catch (Exception failure) when (!context.Response.HasStarted && IsProviderAway(context, failure))
        {
            context.Items[CauseKey] = Interruption.Unavailable;
        }
        if (CauseOf(context) is not Interruption.None and var cause)
            await Answer(context, cause, next);
    });

    /// <summary>Comes after routing and authentication: a form that nobody signed in sends, or that is too old, is brought
    /// back instead of being refused.</summary>
    public static void UseKeptWords(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (HttpMethods.IsPost(context.Request.Method) && context.Request.HasFormContentType
            && context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
        {
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
                size.MaxRequestBodySize = CommonErrors.LargestDocument + AroundDocument;
            IFormCollection form;
            try
            {
                form = await context.Request.ReadFormAsync(context.RequestAborted);
            }
            catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
            {
                context.Response.Redirect(
                    $"{context.Request.Path}{context.Request.QueryString.Add("fait", "trop-lourd")}#contenu");
                return;
            }
            var lacksSession = context.GetEndpoint()!.Metadata.GetMetadata<IAuthorizeData>() is not null
                && context.User.Identity?.IsAuthenticated != true;
            if (lacksSession || !form.ContainsKey(BringsBack)
                && !await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
            {
                context.Items[CauseKey] = lacksSession ? Interruption.SignedOut : Interruption.Stale;
                return;
            }
            if (form.ContainsKey(BringsBack))
                context.Request.Method = HttpMethods.Get;
        }
        await next(context);
    });

    private static Interruption Of(RpcException failure) => failure.StatusCode switch
    {
        StatusCode.Unauthenticated => Interruption.SignedOut,
        StatusCode.Unavailable or StatusCode.DeadlineExceeded => Interruption.Unavailable,
        StatusCode.ResourceExhausted => Interruption.TooMany,
        _ => Interruption.None,
    };

    /// <summary>Signing in needs the provider's documents, which are asked for at that moment.</summary>
    private static bool IsProviderAway(HttpContext context, Exception failure) =>
        context.Request.Path.StartsWithSegments("/connexion")
        && failure is HttpRequestException or InvalidOperationException { InnerException: IOException or HttpRequestException };

    private static async Task Answer(HttpContext context, Interruption cause, RequestDelegate next)
    {
        var request = context.Request;
        var isPost = HttpMethods.IsPost(request.Method) && request.HasFormContentType
            && !request.Path.StartsWithSegments("/connexion");
        if (cause is Interruption.SignedOut && context.User.Identity?.IsAuthenticated == true)
        {
            context.Items[Ended] = true;
            await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        }
        if (cause is Interruption.SignedOut && !isPost)
        {
            context.Response.Redirect($"{request.Path}{request.QueryString}");
            return;
        }
        context.Items["address"] = $"{request.Path}{request.QueryString}";
        if (cause is Interruption.Unavailable or Interruption.TooMany)
        {
            context.Response.StatusCode = cause is Interruption.TooMany
                ? StatusCodes.Status429TooManyRequests : StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = $"{AWhile.TotalSeconds:0}";
        }
        (request.Path, request.Method) = (isPost ? "/texte-garde" : "/indisponible", HttpMethods.Get);
        context.SetEndpoint(null);
        request.RouteValues.Clear();
        // A page is made once in a scope.
        var former = context.RequestServices;
        await using var scope = former.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        try
        {
            await next(context);
        }
        finally
        {
            context.RequestServices = former;
        }
    }
}

/// <summary>Why a page could not be answered.</summary>
internal enum Interruption
{
    /// <summary>It could.</summary>
    None,

    /// <summary>Nobody is signed in any more.</summary>
    SignedOut,

    /// <summary>The form was made for somebody else, or too long ago.</summary>
    Stale,

    /// <summary>A service does not answer.</summary>
    Unavailable,

    /// <summary>Too much was asked for at once.</summary>
    TooMany,
}

using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace ProjetK.Identity;

/// <summary>Remembers in a cookie who signed in with this browser; the account is looked at again each time.</summary>
internal static class Session
{
    public const string Scheme = "projetk-session", SignInPage = "/connect/sign-in";
    private const string Subject = "sub", Stamp = "stamp";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    public static void AddSignInSession(this IServiceCollection services)
    {
        services.AddAuthentication().AddCookie(Scheme, cookie =>
        {
            cookie.Cookie.Name = Scheme;
            cookie.Cookie.Path = "/connect";
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.ExpireTimeSpan = Lifetime;
            cookie.SlidingExpiration = true;
            cookie.LoginPath = SignInPage;
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.TimeProvider = TimeProvider.System;
            cookie.Events.OnValidatePrincipal = Validate;
        });
        services.AddAntiforgery(form =>
        {
            form.Cookie.Name = "projetk-form";
            form.Cookie.Path = "/connect";
        });
    }

    public static Task Open(HttpContext context, Account account) => context.SignInAsync(Scheme, new(new ClaimsIdentity(
        [new(Subject, account.Subject), new(Stamp, account.SecurityStamp ?? "")], Scheme)));

    /// <summary>Who is signed in with this browser.</summary>
    public static async Task<Account?> Find(HttpContext context) =>
        (await context.AuthenticateAsync(Scheme)).Principal?.FindFirstValue(Subject) is { } subject
            ? await context.RequestServices.GetRequiredService<SignIn>().Find(subject, context.RequestAborted)
            : null;

    /// <summary>A new password or a closed account ends every session.</summary>
    private static async Task Validate(CookieValidatePrincipalContext context)
    {
        var account = await context.HttpContext.RequestServices.GetRequiredService<SignIn>()
            .Find(context.Principal?.FindFirstValue(Subject), context.HttpContext.RequestAborted);
        if (account is null || account.SecurityStamp != context.Principal?.FindFirstValue(Stamp))
            context.RejectPrincipal();
    }
}

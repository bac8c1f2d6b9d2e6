using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace ProjetK.Identity;

/// <summary>Remembers who signed in with this browser. The cookie names a row that signing out deletes, and the account
/// is looked at again each time: a copy of the cookie is of no use afterwards.</summary>
internal static class Session
{
    public const string Scheme = "projetk-session", SignInPage = "/connect/sign-in";
    private const string Subject = "sub", Stamp = "stamp", Id = "sid";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    /// <summary>Somebody who is signed in with a browser, and since when.</summary>
    internal sealed record SignedIn(Account Account, DateTimeOffset Time);

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

    public static async Task Open(HttpContext context, Account account)
    {
        await End(context);
        var (id, _) = await SessionTable.Open(DatabaseOf(context), account.Id, context.RequestAborted);
        await context.SignInAsync(Scheme, new(new ClaimsIdentity(
            [new(Subject, account.Subject), new(Stamp, account.SecurityStamp ?? ""), new(Id, $"{id}")], Scheme)));
    }

    /// <summary>Who is signed in with this browser.</summary>
    public static async Task<SignedIn?> Find(HttpContext context)
    {
        var principal = (await context.AuthenticateAsync(Scheme)).Principal;
        return await Account(context, principal) is { } account && await Time(context, principal) is { } time
            ? new(account, time)
            : null;
    }

    /// <summary>Ends the session of this browser, if it has one.</summary>
    public static async Task End(HttpContext context)
    {
        if (IdOf((await context.AuthenticateAsync(Scheme)).Principal) is { } id)
            await SessionTable.End(DatabaseOf(context), id, context.RequestAborted);
        await context.SignOutAsync(Scheme);
    }

    /// <summary>A new password or a closed account ends every session, signing out this one.</summary>
    private static async Task Validate(CookieValidatePrincipalContext context)
    {
        var (http, principal) = (context.HttpContext, context.Principal);
        var account = await Account(http, principal);
        if (account is null || account.SecurityStamp != principal?.FindFirstValue(Stamp)
            || await Time(http, principal) is null)
            context.RejectPrincipal();
    }

    private static Task<Account?> Account(HttpContext context, ClaimsPrincipal? principal) => context.RequestServices
        .GetRequiredService<SignIn>().Find(principal?.FindFirstValue(Subject), context.RequestAborted);

    private static async Task<DateTimeOffset?> Time(HttpContext context, ClaimsPrincipal? principal) =>
        IdOf(principal) is { } id
            ? await SessionTable.Find(DatabaseOf(context), id, context.RequestAborted)
            : null;

    private static Guid? IdOf(ClaimsPrincipal? principal) =>
        Guid.TryParse(principal?.FindFirstValue(Id), out var id) ? id : null;

    private static Database DatabaseOf(HttpContext context) => context.RequestServices.GetRequiredService<Database>();
}

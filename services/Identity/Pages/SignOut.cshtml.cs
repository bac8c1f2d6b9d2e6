using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OpenIddict.Server.AspNetCore;

namespace ProjetK.Identity.Pages;

/// <summary>Ends the session with this browser; a program may have asked for it.</summary>
internal sealed class SignOutModel : PageModel
{
    /// <summary>Asks first: a picture on another site must not sign anybody out.</summary>
    public void OnGet()
    {
    }

    /// <summary>Ends the session and goes back to where the program wants, if one does.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await Session.End(HttpContext);
        return HttpContext.GetOpenIddictServerRequest()?.PostLogoutRedirectUri is { Length: > 0 }
            ? SignOut(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme)
            : Redirect($"{Session.SignInPage}?done=sign-out");
    }
}

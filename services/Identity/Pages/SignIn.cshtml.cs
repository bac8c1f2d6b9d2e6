using Microsoft.AspNetCore.Mvc;

namespace ProjetK.Identity.Pages;

/// <summary>Signs somebody in with this browser.</summary>
internal sealed class SignInModel(SignIn signIn) : FormModel
{
    /// <summary>The mail address.</summary>
    [BindProperty]
    public string? Email { get; set; }

    /// <summary>The password; it never goes back into the page.</summary>
    [BindProperty]
    public string? Password { get; set; }

    /// <summary>Where to go on, within this site.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>What just happened, by a word in the address.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    public string? Notice => Done switch
    {
        "account" => "Votre compte est ouvert : vous pouvez vous connecter.",
        "password" => "Votre mot de passe est changé : vous pouvez vous connecter.",
        "sign-out" => "Vous êtes déconnecté(e).",
        _ => null,
    };

    /// <summary>Shows the form.</summary>
    public void OnGet()
    {
    }

    /// <summary>Goes on, or says that it did not work.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        Require(!string.IsNullOrWhiteSpace(Email), nameof(Email), Texts.EmailMissing);
        Require(!string.IsNullOrEmpty(Password), nameof(Password), Texts.PasswordMissing);
        if (!ModelState.IsValid)
            return Page();
        var account = await signIn.Check(Email!, Password!, HttpContext.RequestAborted);
        Require(account is not null, "", Texts.SignInFailed);
        if (account is null)
            return Page();
        await Session.Open(HttpContext, account);
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? InAscii(ReturnUrl) : "/connect/account");
    }

    /// <summary>The same address as a header can hold it.</summary>
    private static string InAscii(string address) => string.Concat(address.EnumerateRunes().Select(
        rune => rune.IsAscii ? $"{rune}" : Uri.EscapeDataString($"{rune}")));
}

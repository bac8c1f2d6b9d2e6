using Microsoft.AspNetCore.Mvc;

namespace ProjetK.Identity.Pages;

/// <summary>What the pages share on which somebody chooses a password.</summary>
internal abstract class NewPasswordModel(Passwords passwords) : FormModel
{
    /// <summary>The password; it never goes back into the page.</summary>
    [BindProperty]
    public string? Password { get; set; }

    /// <summary>The same, against typing errors.</summary>
    [BindProperty]
    public string? Repeated { get; set; }

    /// <summary>The hash of the password, which takes a while.</summary>
    protected string HashPassword() => passwords.Hash(Password!);

    protected async Task RequirePassword()
    {
        Require(await passwords.IsStrong(Password ?? ""), nameof(Password), Texts.PasswordWeak);
        Require(Password == Repeated, nameof(Repeated), Texts.PasswordsDiffer);
    }
}

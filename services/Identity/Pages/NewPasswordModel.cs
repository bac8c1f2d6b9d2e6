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

    /// <summary>Notes what is wrong with the password; <paramref name="personal"/> are its owner's name and
    /// address.</summary>
    protected async Task RequirePassword(params string[] personal)
    {
        var problem = await passwords.Judge(Password ?? "", personal);
        Require(problem is null, nameof(Password), problem?.InFrench() ?? "");
        Require(Password == Repeated, nameof(Repeated), Texts.PasswordsDiffer);
    }
}

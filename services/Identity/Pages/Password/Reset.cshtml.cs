using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace ProjetK.Identity.Pages;

/// <summary>Sets a new password, by the link in a mail. The link dies with the password that it replaces, and with it
/// every session and refresh token.</summary>
internal sealed class ResetModel(Passwords passwords, UserManager<Account> accounts, Database database)
    : NewPasswordModel(passwords)
{
    /// <summary>Whose password.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Person { get; set; }

    /// <summary>The secret of the link.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    public bool IsUsable { get; private set; }

    /// <summary>Shows the form while the link can be used.</summary>
    public async Task OnGetAsync() => await Find();

    /// <summary>Sets the password, or says what is missing.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        if (await Find() is not { } account)
            return Page();
        await RequirePassword(account.Email ?? "", account.DisplayName);
        if (!ModelState.IsValid)
            return Page();
        var hash = HashPassword();
        await database.Run(Caller.Nobody, transaction =>
        {
            PersonTable.SetPassword(transaction, account.Id, hash);
            TokenTable.Revoke(transaction, account.Subject);
            SessionTable.EndAll(transaction, account.Id);
            return Task.CompletedTask;
        }, HttpContext.RequestAborted, "ResetPassword");
        return Redirect($"{Session.SignInPage}?done=password");
    }

    private async Task<Account?> Find()
    {
        var account = await accounts.FindByIdAsync($"{Person}");
        IsUsable = account is { IsActive: true } && await accounts.VerifyUserTokenAsync(
            account, TokenOptions.DefaultProvider, UserManager<Account>.ResetPasswordTokenPurpose, Token ?? "");
        return IsUsable ? account : null;
    }
}

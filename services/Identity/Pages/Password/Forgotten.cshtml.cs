using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace ProjetK.Identity.Pages;

/// <summary>Sends a link to whoever forgot the password; says the same, and as fast, where there is no
/// account.</summary>
internal sealed class ForgottenModel(UserManager<Account> accounts, MailTexts mails, Database database) : FormModel
{
    /// <summary>The mail address.</summary>
    [BindProperty]
    public string? Email { get; set; }

    public bool IsSent { get; private set; }

    /// <summary>Shows the form.</summary>
    public void OnGet()
    {
    }

    /// <summary>Says that a mail may be on its way.</summary>
    public void OnPost()
    {
        var email = Email?.Trim() ?? "";
        Require(email.Length > 0, nameof(Email), Texts.EmailMissing);
        if (!ModelState.IsValid)
            return;
        IsSent = true;
        // After the answer, which must not take longer for somebody than for nobody.
        Response.OnCompleted(() => Send(email));
    }

    private async Task Send(string email)
    {
        if (await accounts.FindByNameAsync(email) is not { IsActive: true } account)
            return;
        var token = await accounts.GeneratePasswordResetTokenAsync(account);
        await database.Run(Caller.Nobody, transaction =>
        {
            mails.Reset(transaction, account, token);
            return Task.CompletedTask;
        }, CancellationToken.None);
    }
}

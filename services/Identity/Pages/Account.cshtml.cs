using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ProjetK.Identity.Pages;

/// <summary>Says as whom one is signed in.</summary>
internal sealed class AccountModel : PageModel
{
    private static readonly Dictionary<string, string> French = new()
    {
        ["APPLICANT"] = "candidat",
        ["MANAGER"] = "gestionnaire du programme",
        ["REVIEWER"] = "membre du jury",
        ["FINANCE"] = "finances",
        ["FACILITATOR"] = "facilitateur",
        ["AUDITOR"] = "auditeur",
        ["ADMINISTRATOR"] = "administrateur",
    };

    public Account Account { get; private set; } = new();

    public string Roles => string.Join(", ", Account.Roles.Select(role => French[role]));

    /// <summary>Shows the account, or asks to sign in.</summary>
    public async Task<IActionResult> OnGetAsync()
    {
        if (await Session.Find(HttpContext) is not { } signedIn)
            return Redirect(Session.SignInPage);
        Account = signedIn.Account;
        return Page();
    }
}

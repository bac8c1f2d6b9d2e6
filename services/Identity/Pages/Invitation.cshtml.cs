using Microsoft.AspNetCore.Mvc;

namespace ProjetK.Identity.Pages;

/// <summary>Opens an account, by the link in the invitation's mail.</summary>
internal sealed class InvitationModel(Passwords passwords, Database database)
    : NewPasswordModel(passwords)
{
    /// <summary>The secret of the link.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    /// <summary>First and last name.</summary>
    [BindProperty]
    public string? Name { get; set; }

    public string? Email { get; private set; }

    private string Secret => Token ?? "";

    /// <summary>Shows the form while the link can be used.</summary>
    public async Task OnGetAsync() => Name = (await Find())?.DisplayName;

    /// <summary>Opens the account, or says what is missing.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        if (await Find() is null)
            return Page();
        Require(
            Name?.Trim() is { } name && TextRules.IsVisible(name)
                && RequestChecks.Allow(V1.Person.Descriptor, "display_name", name),
            nameof(Name), Texts.NameMissing);
        await RequirePassword(Email!, Name ?? "");
        if (!ModelState.IsValid)
            return Page();
        var hash = HashPassword();
        try
        {
            await database.Run(Caller.Nobody,
                async transaction => await Invitations.Accept(
                    transaction, await Invitations.Lock(transaction, Secret), Name!.Trim(), hash),
                HttpContext.RequestAborted, "AcceptInvitation");
        }
        catch (DomainException)
        {
            // Somebody was faster with the same link.
            Email = null;
            return Page();
        }
        return Redirect($"{Session.SignInPage}?done=account");
    }

    private async Task<Invitation?> Find()
    {
        var found = await InvitationTable.FindBySecret(database, SecretLink.Hash(Secret), HttpContext.RequestAborted);
        var usable = found?.StateAt(database.Now) == InvitationState.Pending ? found : null;
        Email = usable?.Email;
        return usable;
    }
}

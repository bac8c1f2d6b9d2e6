using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ProjetK.Identity;

/// <summary>Checks names and passwords. A failed attempt tells neither why it failed nor, by how long it took, whether
/// there is such an account.</summary>
internal sealed partial class SignIn(
    UserManager<Account> accounts, Passwords passwords, AccountContext context, Database database,
    ILogger<SignIn> logger)
{
    private static string? hashOfNobody;

    /// <summary>The account that this name and password open now; null also while it is locked.</summary>
    public async Task<Account?> Check(string name, string password, CancellationToken cancellation)
    {
        if (!FormText.IsReadable(name) || !FormText.IsReadable(password))
            return null;
        var account = await accounts.FindByNameAsync(name.Trim());
        var locked = account?.LockedUntil > DateTimeOffset.UtcNow;
        if (await IsRight(account, password) && account is { IsActive: true } && !locked)
        {
            await LockOutTable.Forget(database, account.Id, cancellation);
            return account;
        }
        Refused(logger, account?.Subject ?? "nobody we know", account switch
        {
            null => "ACCOUNT_UNKNOWN",
            { IsActive: false } => "ACCOUNT_CLOSED",
            _ when locked => "ACCOUNT_LOCKED",
            _ => "PASSWORD_WRONG",
        });
        await (account is { IsActive: true } && !locked
            ? LockOutTable.Count(database, account.Id, cancellation)
            : LockOutTable.CountNobody(database, cancellation));
        return null;
    }

    /// <summary>The account of a subject such as <c>people/{uuid}</c>, if it is still open.</summary>
    public async Task<Account?> Find(string? subject, CancellationToken cancellation) =>
        subject is not null && ResourceName.TryParse("people/{person}", subject, out var ids)
            && Guid.TryParse(ids[0], out var id)
            && await context.Accounts.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancellation)
                is { IsActive: true } account
            ? account
            : null;

    private async Task<bool> IsRight(Account? account, string password)
    {
        if (password.Length > Passwords.MaxLength)
            return false;
        if (account is { PasswordHash: not null })
            return await passwords.IsRight(account, password);
        // As much work as for somebody.
        hashOfNobody ??= passwords.Hash(Guid.NewGuid().ToString());
        await passwords.IsRight(new() { PasswordHash = hashOfNobody }, password);
        return false;
    }

    /// <summary>For the operator alone, who is asked why somebody cannot sign in.</summary>
    [LoggerMessage(LogLevel.Information, "Sign-in of {Person} refused: {Reason}")]
    private static partial void Refused(ILogger logger, string person, string reason);
}

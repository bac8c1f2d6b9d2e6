using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ProjetK.Identity;

/// <summary>Checks names and passwords. Whoever gets no answer does not learn why, nor from how long it took.</summary>
internal sealed class SignIn(UserManager<Account> accounts, AccountContext context, Database database)
{
    private static string? hashOfNobody;

    /// <summary>The account that this name and password open now; null also while it is locked.</summary>
    public async Task<Account?> Check(string name, string password, CancellationToken cancellation)
    {
        var account = await accounts.FindByNameAsync(name.Trim());
        var locked = account?.LockedUntil > DateTimeOffset.UtcNow;
        if (!await IsRight(account, password) || account is not { IsActive: true } || locked)
        {
            if (account is { IsActive: true } && !locked)
                await LockOutTable.Count(database, account.Id, cancellation);
            return null;
        }
        await LockOutTable.Forget(database, account.Id, cancellation);
        return account;
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
        if (password.Length > Passwords.Longest)
            return false;
        if (account is { PasswordHash: not null })
            return await accounts.CheckPasswordAsync(account, password);
        // As much work as for somebody.
        var nobody = new Account();
        hashOfNobody ??= accounts.PasswordHasher.HashPassword(nobody, Guid.NewGuid().ToString());
        accounts.PasswordHasher.VerifyHashedPassword(nobody, hashOfNobody, password);
        return false;
    }
}

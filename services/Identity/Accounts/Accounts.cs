using Microsoft.AspNetCore.Identity;

namespace ProjetK.Identity;

/// <summary>Makes accounts when there is nobody yet who could invite.</summary>
internal static class Accounts
{
    public static Account New(Guid id, string email, string displayName, string[] roles, string[] communes)
    {
        var now = DateTimeOffset.UtcNow;
        return new()
        {
            Id = id,
            UserName = email,
            DisplayName = displayName,
            Roles = roles,
            Communes = communes,
            CreateTime = now,
            UpdateTime = now,
        };
    }

    public static async Task Save(UserManager<Account> accounts, Account account, string? password = null)
    {
        var result = password is null
            ? await accounts.CreateAsync(account)
            : await accounts.CreateAsync(account, password);
        if (!result.Succeeded)
            throw new InvalidOperationException(
                "An account cannot be made: " + string.Join(" ", result.Errors.Select(error => error.Description)));
    }
}

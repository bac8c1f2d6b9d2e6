using Microsoft.AspNetCore.Identity;

namespace ProjetK.Identity;

/// <summary>Judges and hashes passwords that people choose.</summary>
internal sealed class Passwords(UserManager<Account> accounts)
{
    /// <summary>More than anybody types; a hash of anything longer costs only time.</summary>
    public const int Longest = 1000;

    /// <summary>What a password must be like.</summary>
    public const string Rule = "must have at least 12 characters, 6 of them different.";

    private static readonly Account Nobody = new();

    public async Task<bool> IsStrong(string password)
    {
        if (password.Length > Longest)
            return false;
        foreach (var rule in accounts.PasswordValidators)
            if (!(await rule.ValidateAsync(accounts, Nobody, password)).Succeeded)
                return false;
        return true;
    }

    public string Hash(string password) => accounts.PasswordHasher.HashPassword(Nobody, password);
}

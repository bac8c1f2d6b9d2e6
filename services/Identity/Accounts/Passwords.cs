using System.Text;
using Microsoft.AspNetCore.Identity;

namespace ProjetK.Identity;

/// <summary>Judges, hashes and compares passwords that people choose. A password counts in its composed form (NFC):
/// some keyboards send é as one character, others as two.</summary>
internal sealed class Passwords(UserManager<Account> accounts)
{
    /// <summary>More than anybody types; a hash of anything longer costs only time.</summary>
    public const int MaxLength = 1000;

    private static readonly Account Nobody = new();

    /// <summary>What is wrong with a password that somebody chooses; null when it is good.
    /// <paramref name="personal"/> are their name and address.</summary>
    public async Task<PasswordProblem?> Judge(string password, params string[] personal)
    {
        if (password.Length > MaxLength)
            return PasswordProblem.TooLong;
        if (!FormText.IsReadable(password))
            return PasswordProblem.Unreadable;
        foreach (var rule in accounts.PasswordValidators)
            if (!(await rule.ValidateAsync(accounts, Nobody, Compose(password))).Succeeded)
                return PasswordProblem.TooShort;
        return CommonPasswords.Include(password, personal) ? PasswordProblem.Common : null;
    }

    public string Hash(string password) => accounts.PasswordHasher.HashPassword(Nobody, Compose(password));

    /// <summary>True for the password of that account, however it was typed.</summary>
    public async Task<bool> IsRight(Account account, string password) =>
        await accounts.CheckPasswordAsync(account, Compose(password))
        // Accounts from before passwords were composed.
        || !password.IsNormalized() && await accounts.CheckPasswordAsync(account, password);

    public static string Compose(string password) => password.Normalize(NormalizationForm.FormC);
}

/// <summary>Why a password cannot be chosen.</summary>
internal enum PasswordProblem { TooShort, TooLong, Common, Unreadable }

/// <summary>Says what is wrong with a password: in English for programs, in French for people.</summary>
internal static class PasswordProblemExtensions
{
    public static string Describe(this PasswordProblem problem) => problem switch
    {
        PasswordProblem.TooShort => "must have at least 12 characters, 6 of them different.",
        PasswordProblem.TooLong => "must have at most 1000 characters.",
        PasswordProblem.Common => "is guessed too easily: common words, a name or rows of keys are not enough.",
        PasswordProblem.Unreadable => "must be a text without control characters.",
    };

    public static string InFrench(this PasswordProblem problem) => problem switch
    {
        PasswordProblem.TooShort => Texts.PasswordWeak,
        PasswordProblem.TooLong => Texts.PasswordTooLong,
        PasswordProblem.Common => Texts.PasswordCommon,
        PasswordProblem.Unreadable => Texts.PasswordUnreadable,
    };
}

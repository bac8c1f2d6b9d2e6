using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;

namespace ProjetK.Identity;

/// <summary>Accounts to try things with. They exist in Development and Test alone; their password is known to
/// everybody.</summary>
internal static class DevelopmentAccounts
{
    private const string Password = "projetk";

    private static readonly (string Insee, string Name)[] Communes =
    [
        ("33525", "Tauriac"), ("33325", "Plassac"), ("33166", "Le Fieu"), ("33191", "Gours"), ("33243", "Libourne"),
    ];

    private static readonly (string Name, string Role)[] Staff =
    [
        ("manager", "MANAGER"), ("manager2", "MANAGER"), ("finance", "FINANCE"), ("finance2", "FINANCE"),
        ("reviewer1", "REVIEWER"), ("reviewer2", "REVIEWER"), ("facilitator", "FACILITATOR"),
        ("facilitator2", "FACILITATOR"), ("representative", "FACILITATOR"),
        ("auditor", "AUDITOR"), ("administrator", "ADMINISTRATOR"),
    ];

    public static bool AreIn(IHostEnvironment environment) =>
        environment.IsDevelopment() || environment.IsEnvironment("Test");

    public static async Task Create(UserManager<Account> accounts)
    {
        // One hash for all: the password is no secret, and a start should not take longer for it.
        var hash = accounts.PasswordHasher.HashPassword(new(), Password);
        foreach (var (name, role) in Staff)
            await Create(accounts, hash, name, name, role);
        foreach (var (insee, name) in Communes)
            await Create(accounts, hash, $"maire.{insee}", $"Mairie de {name}", "APPLICANT", insee);
    }

    private static async Task Create(
        UserManager<Account> accounts, string hash, string name, string displayName, string role,
        params string[] communes)
    {
        var email = $"{name}@projetk.test";
        if (await accounts.FindByNameAsync(email) is not null)
            return;
        var account = Accounts.New(IdOf(email), email, displayName, [role], communes);
        account.PasswordHash = hash;
        await Accounts.Save(accounts, account);
    }

    /// <summary>The same in every stack, so that it may stand in an example.</summary>
    private static Guid IdOf(string email)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(email))[..16];
        (bytes[6], bytes[8]) = ((byte)(bytes[6] & 0x0f | 0x80), (byte)(bytes[8] & 0x3f | 0x80));
        return new(bytes, bigEndian: true);
    }
}

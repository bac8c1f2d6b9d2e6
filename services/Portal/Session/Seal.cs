using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace ProjetK.Portal.Session;

/// <summary>Seals what the browser keeps for the portal: the session, what a sign-in needs to come back, the proof of a
/// form. The key comes from one secret (<c>Portal:KeySecret</c>), so that every replica and every restart reads what
/// another sealed, without a database. AES-GCM with a fresh nonce; every purpose has a key of its own.</summary>
internal sealed class Seal : IDataProtectionProvider, IDataProtector
{
    private const int NonceSize = 12, TagSize = 16;

    private readonly byte[] key;

    private Seal(byte[] key) => this.key = key;

    /// <summary>The seal that the configuration names; one that ends with the process where it names none.</summary>
    public static Seal From(IConfiguration configuration) => new(
        configuration["Portal:KeySecret"] is { Length: > 0 } secret
            ? SHA256.HashData(Encoding.UTF8.GetBytes(secret))
            : RandomNumberGenerator.GetBytes(32));

    public IDataProtector CreateProtector(string purpose) =>
        new Seal(HKDF.Expand(HashAlgorithmName.SHA256, key, 32, Encoding.UTF8.GetBytes(purpose)));

    public byte[] Protect(byte[] plaintext)
    {
        var data = new byte[NonceSize + TagSize + plaintext.Length];
        var nonce = data.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key, TagSize);
        cipher.Encrypt(nonce, plaintext, data.AsSpan(NonceSize + TagSize), data.AsSpan(NonceSize, TagSize));
        return data;
    }

    public byte[] Unprotect(byte[] protectedData)
    {
        var data = protectedData.AsSpan();
        if (data.Length < NonceSize + TagSize)
            throw new CryptographicException("Too short to be sealed.");
        var plaintext = new byte[data.Length - NonceSize - TagSize];
        using var cipher = new AesGcm(key, TagSize);
        cipher.Decrypt(data[..NonceSize], data[(NonceSize + TagSize)..], data.Slice(NonceSize, TagSize), plaintext);
        return plaintext;
    }
}

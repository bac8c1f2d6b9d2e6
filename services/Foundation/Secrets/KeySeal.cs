using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace ProjetK.Foundation;

/// <summary>Seals what must not be readable in the database, by a key that comes from a setting of each service's own,
/// such as <c>Identity:KeySecret</c>, and is not there. What was sealed for one purpose does not open for
/// another.</summary>
public sealed class KeySeal
{
    private const int ShortestSecret = 20, KeyBytes = 32;
    private static readonly int NonceBytes = AesGcm.NonceByteSizes.MaxSize, TagBytes = AesGcm.TagByteSizes.MaxSize;

    private readonly byte[] key;

    private KeySeal(byte[] key) => this.key = key;

    /// <summary>The seal of the service with that name.</summary>
    public static KeySeal From(IConfiguration configuration, string service)
    {
        var setting = $"{char.ToUpperInvariant(service[0])}{service[1..]}:KeySecret";
        var secret = configuration[setting];
        if (secret is not { Length: >= ShortestSecret })
            throw new InvalidOperationException($"{setting} is missing or shorter than {ShortestSecret} characters.");
        return new(HKDF.DeriveKey(
            HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), KeyBytes,
            info: Encoding.UTF8.GetBytes($"projetk {service}")));
    }

    /// <summary>The same for the same text, and of no use to who does not have the key.</summary>
    public byte[] Mark(string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    /// <summary>Nonce, ciphertext and tag.</summary>
    public byte[] Close(byte[] content, string purpose)
    {
        var closed = new byte[NonceBytes + content.Length + TagBytes];
        var nonce = closed.AsSpan(..NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(
            nonce, content, closed.AsSpan(NonceBytes..^TagBytes), closed.AsSpan(^TagBytes..),
            Encoding.UTF8.GetBytes(purpose));
        return closed;
    }

    /// <summary>The content; fails when it was sealed by another secret, for another purpose, or changed.</summary>
    public byte[] Open(byte[] closed, string purpose)
    {
        var content = new byte[closed.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Decrypt(
            closed.AsSpan(..NonceBytes), closed.AsSpan(NonceBytes..^TagBytes), closed.AsSpan(^TagBytes..), content,
            Encoding.UTF8.GetBytes(purpose));
        return content;
    }
}

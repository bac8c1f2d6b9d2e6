using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ProjetK.Identity;

/// <summary>The secret of a link that works once: nobody can guess it, and only its SHA-256 is kept.</summary>
internal static class Link
{
    private const int SecretBytes = 32;

    /// <summary>In characters that survive a URL.</summary>
    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}

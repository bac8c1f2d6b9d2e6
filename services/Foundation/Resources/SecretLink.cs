using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ProjetK.Foundation;

/// <summary>A link that works once and for some time: nobody can guess its secret, and only the SHA-256 of it is
/// kept.</summary>
public sealed record SecretLink(byte[] SecretHash, DateTimeOffset ExpireTime)
{
    private const int SecretBytes = 32;

    /// <summary>A secret in characters that survive a URL.</summary>
    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>What is kept of a secret.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>The link of that secret.</summary>
    public static SecretLink For(string secret, DateTimeOffset expireTime) => new(Hash(secret), expireTime);

    /// <summary>True for the right secret in time; takes as long for every wrong one.</summary>
    public bool Opens(string secret, DateTimeOffset now) =>
        CryptographicOperations.FixedTimeEquals(Hash(secret), SecretHash) & now < ExpireTime;
}

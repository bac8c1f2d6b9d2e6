using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ProjetK.Ecosystem;

/// <summary>The single-use link by which an actor answers: it knows its secret by SHA-256 only.</summary>
internal sealed record Link(byte[] SecretHash, DateTimeOffset ExpireTime)
{
    private const int SecretBytes = 32;

    /// <summary>How long an invitation can be answered.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>A secret that nobody can guess, in characters that survive a URL.</summary>
    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    public static Link For(string secret, DateTimeOffset now) => new(Hash(secret), now + Lifetime);

    /// <summary>True for the right secret in time; takes as long for every wrong one.</summary>
    public bool Opens(string secret, DateTimeOffset now) =>
        CryptographicOperations.FixedTimeEquals(Hash(secret), SecretHash) & now < ExpireTime;

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}

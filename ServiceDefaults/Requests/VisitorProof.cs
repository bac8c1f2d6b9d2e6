using System.Security.Cryptography;
using System.Text;

namespace ProjetK.ServiceDefaults;

/// <summary>How the portal vouches to the gateway for the address of whoever reads its pages: by a secret that only the
/// two know.</summary>
public static class VisitorProof
{
    /// <summary>The header, on what the portal asks: the address, a semicolon, the proof.</summary>
    public const string Header = "projetk-visitor";

    /// <summary>The setting that holds the secret, in both.</summary>
    public const string Setting = "Portal:VisitorSecret";

    /// <summary>The proof for an address.</summary>
    public static string Of(byte[] secret, string address) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(address)));
}

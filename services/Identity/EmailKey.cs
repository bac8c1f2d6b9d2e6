using Microsoft.AspNetCore.Identity;

namespace ProjetK.Identity;

/// <summary>Writes mail addresses as they are compared.</summary>
internal static class EmailKey
{
    private static readonly UpperInvariantLookupNormalizer Normalizer = new();

    /// <summary>The same for addresses that differ in case alone; as ASP.NET Core Identity looks them up.</summary>
    public static string Of(string email) => Normalizer.NormalizeName(email)!;
}

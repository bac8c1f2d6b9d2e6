using Microsoft.AspNetCore.Identity;

namespace ProjetK.Identity;

/// <summary>Writes roles and states as they stand in the database and on the wire: <c>ADMINISTRATOR</c>; and addresses
/// as they are compared.</summary>
internal static class Word
{
    private static readonly UpperInvariantLookupNormalizer Normalizer = new();

    public static string Of(Enum value) => value.ToString().ToUpperInvariant();

    /// <summary>The word, or null for the value that stands for none given.</summary>
    public static string? OrNull(Enum value) => Convert.ToInt32(value) == 0 ? null : Of(value);

    public static TEnum Read<TEnum>(string word) where TEnum : struct, Enum =>
        Enum.Parse<TEnum>(word, ignoreCase: true);

    /// <summary>The same for addresses that differ in case alone; as ASP.NET Core Identity looks them up.</summary>
    public static string KeyOf(string email) => Normalizer.NormalizeName(email)!;
}

namespace ProjetK.Ecosystem;

/// <summary>Writes a state or kind as it stands in the database and on the wire: <c>CANDIDATE</c>.</summary>
internal static class Word
{
    public static string Of(Enum value) => value.ToString().ToUpperInvariant();

    /// <summary>The word, or null for the value that stands for none given.</summary>
    public static string? OrNull(Enum value) => Convert.ToInt32(value) == 0 ? null : Of(value);

    public static TEnum Read<TEnum>(string word) where TEnum : struct, Enum => Enum.Parse<TEnum>(word, ignoreCase: true);
}

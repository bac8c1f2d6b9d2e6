using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace ProjetK.Foundation;

/// <summary>Writes enum values as the contract and the tables do: <c>IntentSubmitted</c> is
/// <c>INTENT_SUBMITTED</c>.</summary>
public static partial class EnumText
{
    private static readonly ConcurrentDictionary<Enum, string> Texts = new();

    /// <summary>The value in capitals.</summary>
    public static string Of(Enum value) =>
        Texts.GetOrAdd(value, static key => Snake(key.ToString()).ToUpperInvariant());

    /// <summary>The value in capitals, or null for the one (0) that stands for none given.</summary>
    public static string? OrNull(Enum value) => Convert.ToInt32(value, null) == 0 ? null : Of(value);

    /// <summary>The value that is written so.</summary>
    public static T Parse<T>(string text) where T : struct, Enum =>
        Enum.Parse<T>(text.Replace("_", ""), ignoreCase: true);

    internal static string Snake(string name) => WordStart().Replace(name, "_");

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex WordStart();
}

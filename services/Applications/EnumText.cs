using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace ProjetK.Applications;

/// <summary>Writes enum values as the contract and the tables do: <c>IntentSubmitted</c> is <c>INTENT_SUBMITTED</c>.</summary>
internal static partial class EnumText
{
    private static readonly ConcurrentDictionary<Enum, string> Texts = new();

    public static string Of(Enum value) =>
        Texts.GetOrAdd(value, static key => WordStart().Replace(key.ToString(), "_").ToUpperInvariant());

    public static T Parse<T>(string text) where T : struct, Enum => Enum.Parse<T>(text.Replace("_", ""), ignoreCase: true);

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex WordStart();
}

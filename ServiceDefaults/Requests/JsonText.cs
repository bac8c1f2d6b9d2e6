using System.Text.Json;
using System.Text.Unicode;

namespace ProjetK.ServiceDefaults;

/// <summary>Says where a text ends to be JSON that can be read without loss.</summary>
internal static class JsonText
{
    /// <summary>As deep as readers of JSON commonly go.</summary>
    public const int Deepest = 64;

    private const long LargestExact = 1L << 53;

    /// <summary>What is wrong with the text; null when nothing is.</summary>
    public static string? Fault(ReadOnlySpan<byte> text)
    {
        if (!Utf8.IsValid(text))
            return "must be JSON in valid UTF-8.";
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth > Deepest)
                    return $"must not be nested deeper than {Deepest} levels.";
                if (reader.TokenType == JsonTokenType.Number && IsInexact(ref reader))
                    return "must not hold whole numbers beyond 2^53 but as strings: readers of JSON round them.";
            }
            return null;
        }
        catch (JsonException failure)
        {
            return text.IsEmpty
                ? "must be JSON, {} at least."
                : $"is not valid JSON at line {failure.LineNumber + 1}, byte {failure.BytePositionInLine + 1}.";
        }
    }

    private static bool IsInexact(ref Utf8JsonReader reader) =>
        reader.TryGetInt64(out var number) && number is > LargestExact or < -LargestExact;
}

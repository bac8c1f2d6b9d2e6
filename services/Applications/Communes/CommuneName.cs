using System.Globalization;
using System.Text;

namespace ProjetK.Applications;

/// <summary>Writes names of communes so that they compare as people search them: without accents, capitals, hyphens,
/// apostrophes and ligatures.</summary>
internal static class CommuneName
{
    private static readonly HashSet<string> Openings =
        ["l", "le", "la", "les", "saint", "sainte", "saints", "saintes"];

    /// <summary>"Saint-Émilion" becomes "saint emilion", "L’Œuvre" becomes "l oeuvre". Also orders names.</summary>
    public static string Normalise(string name)
    {
        var normalised = new StringBuilder(name.Length + 2);
        foreach (var character in name.Normalize(NormalizationForm.FormD))
            Append(normalised, char.ToLowerInvariant(character));
        return normalised.ToString().TrimEnd();
    }

    /// <summary>The words of a name or of a query: "l", "isle" and "adam"; all that is neither a letter nor a digit
    /// only parts words.</summary>
    public static string[] Words(string text)
    {
        var normalised = Normalise(text).ToCharArray();
        for (var i = 0; i < normalised.Length; i++)
        {
            if (!char.IsLetterOrDigit(normalised[i]))
                normalised[i] = ' ';
        }
        return new string(normalised).Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Words without the articles and saints that they begin with, as long as one is left.</summary>
    public static string[] Bare(string[] words)
    {
        var start = 0;
        while (start < words.Length - 1 && Openings.Contains(words[start]))
            start++;
        return words[start..];
    }

    /// <summary>Words as a text that is the same in whatever order they stand.</summary>
    public static string InAnyOrder(IEnumerable<string> words) => string.Join(' ', words.Order(StringComparer.Ordinal));

    /// <summary>The word that an abbreviation stands for.</summary>
    public static string InFull(string word) => word switch
    {
        "st" => "saint",
        "ste" => "sainte",
        "sts" => "saints",
        "stes" => "saintes",
        _ => word,
    };

    private static void Append(StringBuilder normalised, char character)
    {
        if (character is 'œ')
            normalised.Append("oe");
        else if (character is 'æ')
            normalised.Append("ae");
        else if (char.IsWhiteSpace(character) || IsDash(character) || IsApostrophe(character))
        {
            if (normalised.Length > 0 && normalised[^1] != ' ')
                normalised.Append(' ');
        }
        else if (CharUnicodeInfo.GetUnicodeCategory(character) is not (UnicodeCategory.NonSpacingMark
                 or UnicodeCategory.Format or UnicodeCategory.Control))
            normalised.Append(character);
    }

    private static bool IsDash(char character) =>
        CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.DashPunctuation;

    private static bool IsApostrophe(char character) => character is '\'' or '’' or '‘' or '`' or 'ʼ' or '´';
}

using System.Globalization;
using System.Text;

namespace ProjetK.Applications;

/// <summary>Writes names of communes so that they compare as people search them: without accents, capitals, hyphens,
/// apostrophes and ligatures.</summary>
internal static class CommuneName
{
    /// <summary>"Saint-Émilion" becomes "saint emilion", "L’Œuvre" becomes "l oeuvre". Also orders names.</summary>
    public static string Normalise(string name)
    {
        var normalised = new StringBuilder(name.Length + 2);
        foreach (var character in name.Normalize(NormalizationForm.FormD))
            Append(normalised, char.ToLowerInvariant(character));
        return normalised.ToString().TrimEnd();
    }

    /// <summary>A normalised name in one word: "lisle" finds L'Isle.</summary>
    public static string Compact(string normalised) => normalised.Replace(" ", "");

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

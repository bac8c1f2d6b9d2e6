using System.Globalization;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace ProjetK.Foundation;

/// <summary>Names of files that come from people and go to their browsers.</summary>
public static class FileNames
{
    /// <summary>The name without folders, and without characters that nobody sees or that turn the others around; empty
    /// when nothing is left.</summary>
    internal static string Clean(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var seen = new StringBuilder(last.Length);
        foreach (var rune in last.EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator))
                seen.Append(rune);
        return $"{seen}".Trim().Trim('.').Trim();
    }

    /// <summary>Says that an answer is a file to be kept, never a page to be shown: its name in ASCII for whoever reads
    /// only that, and as it is.</summary>
    public static string Attachment(string name)
    {
        var header = new ContentDispositionHeaderValue("attachment");
        header.SetHttpFileName(name);
        return header.ToString();
    }

    /// <summary>The name with an ending that says what the file is, whatever its sender called it.</summary>
    internal static string Of(Document document)
    {
        var endings = MediaTypes.Endings(document.MediaType);
        return endings.Any(ending => document.DisplayName.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            ? document.DisplayName
            : $"{document.DisplayName}{endings[0]}";
    }
}

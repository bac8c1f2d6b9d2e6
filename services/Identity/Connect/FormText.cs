using System.Text;

namespace ProjetK.Identity;

/// <summary>Recognises text that can be stored and compared.</summary>
internal static class FormText
{
    /// <summary>False for control characters other than line breaks and tabs, halves of surrogate pairs, and code
    /// points that Unicode will never assign: PostgreSQL refuses NUL, and the others cannot be normalised.</summary>
    public static bool IsReadable(string text)
    {
        for (var index = 0; index < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, index, out var rune)
                || Rune.IsControl(rune) && rune.Value is not ('\n' or '\r' or '\t')
                || (rune.Value & 0xfffe) == 0xfffe || rune.Value is >= 0xfdd0 and <= 0xfdef)
                return false;
            index += rune.Utf16SequenceLength;
        }
        return true;
    }
}

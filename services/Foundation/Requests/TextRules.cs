using System.Buffers;
using System.Globalization;
using System.Text;

namespace ProjetK.Foundation;

/// <summary>What text people can write, and PostgreSQL can keep.</summary>
public static class TextRules
{
    // A family of emoji has eleven UTF-16 units. Without a bound one "character" could hold any number of accents.
    private const int MaxUnitsPerCharacter = 12;

    // Letters by their category that are drawn as nothing: fillers of Hangul and Khmer, and Braille without dots.
    private static readonly SearchValues<char> Blank =
        SearchValues.Create("\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0");

    /// <summary>True when there is something in the text that can be seen.</summary>
    public static bool IsVisible(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is > ' ' and <= '~' || IsVisible(rune))
                return true;
        }
        return false;
    }

    /// <summary>How many characters a person would count.</summary>
    public static int Count(string text)
    {
        var count = 0;
        for (var at = 0; at < text.Length; count++)
            at += StringInfo.GetNextTextElementLength(text, at);
        return count;
    }

    /// <summary>What is wrong with a text that could be kept; null when nothing is.</summary>
    internal static string? FindFlaw(string text, FieldRules rules)
    {
        if (text.Length > rules.MaxCharacters
            && (text.Length > rules.MaxCharacters * (long)MaxUnitsPerCharacter || Count(text) > rules.MaxCharacters))
            return FormattableString.Invariant($"must have at most {rules.MaxCharacters:N0} characters.");
        if (!IsVisible(text))
            return string.IsNullOrWhiteSpace(text) ? null : "must hold something that can be seen, or be empty.";
        return Formats.FindFlaw(text.Trim(), rules);
    }

    /// <summary>What in a text nobody can mean, or PostgreSQL cannot keep; null when there is nothing of the
    /// kind.</summary>
    internal static string? FindUnstorable(string text, bool lines)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return null;
        for (var index = 0; index < text.Length; index++)
        {
            var unit = text[index];
            if (IsControl(unit) && !(lines && unit is '\n' or '\r' or '\t' or '\u2028' or '\u2029'))
                return lines
                    ? "must not hold control characters other than line breaks and tabs."
                    : "must be one line without control characters.";
            if (!char.IsSurrogate(unit))
            {
                if (unit is >= '\uFDD0' and <= '\uFDEF' or >= '\uFFFE')
                    return $"must not hold U+{(int)unit:X4}, which is no character.";
            }
            else if (!Rune.TryGetRuneAt(text, index, out var rune))
                return "must not hold half a character (a lone surrogate).";
            else if ((rune.Value & 0xFFFE) == 0xFFFE)
                return $"must not hold U+{rune.Value:X}, which is no character.";
            else
                index++;
        }
        return null;
    }

    private static bool IsControl(char unit) => char.IsControl(unit) || unit is '\u2028' or '\u2029';

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
            or UnicodeCategory.SpacingCombiningMark => false,
        _ => !rune.IsBmp || !Blank.Contains((char)rune.Value),
    };
}

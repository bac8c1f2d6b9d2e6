using System.Globalization;
using System.Text;

namespace ProjetK.Identity;

/// <summary>Recognises passwords that are long but tried first: a common word, a row of keys or the owner's name with
/// digits or signs added. What is left without these must still be hard to guess.</summary>
internal static class CommonPasswords
{
    private const double MinLeft = 6;

    /// <summary>Shorter words are part of too many others.</summary>
    private const int MinWord = 4;

    private static readonly Dictionary<char, char> Disguises = new()
    {
        ['@'] = 'a',
        ['4'] = 'a',
        ['3'] = 'e',
        ['1'] = 'i',
        ['!'] = 'i',
        ['0'] = 'o',
        ['5'] = 's',
        ['$'] = 's',
        ['7'] = 't',
    };

    private static readonly string[] Words = Read();

    /// <summary>True for a password that is little more than common words and words of its owner: their name and
    /// address.</summary>
    public static bool Include(string password, params IEnumerable<string> personal)
    {
        var plain = Fold(password);
        string[] words =
        [
            .. Words,
            .. personal.SelectMany(Parts).Where(word => word.Length >= MinWord).OrderByDescending(word => word.Length),
        ];
        return Left(plain, words) < MinLeft || Left(Undisguise(plain), words) < MinLeft;
    }

    /// <summary>How much is left: a letter counts one, a digit or sign a half, what continues a row nothing.</summary>
    private static double Left(string password, string[] words)
    {
        foreach (var word in words)
            password = password.Replace(word, " ", StringComparison.Ordinal);
        var (left, before) = (0.0, '\0');
        foreach (var character in password)
        {
            if (Math.Abs(character - before) > 1)
                left += char.IsLetter(character) ? 1 : character == ' ' ? 0 : 0.5;
            before = character;
        }
        return left;
    }

    /// <summary>Lower case without accents.</summary>
    private static string Fold(string text) => string.Concat(text.Normalize(NormalizationForm.FormD)
        .Where(character => CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark))
        .ToLowerInvariant();

    private static string Undisguise(string text) =>
        string.Concat(text.Select(character => Disguises.GetValueOrDefault(character, character)));

    private static string[] Parts(string text) => Fold(text).Split([' ', '.', '-', '_', '@', '+', '\''],
        StringSplitOptions.RemoveEmptyEntries);

    private static string[] Read()
    {
        using var list = typeof(CommonPasswords).Assembly.GetManifestResourceStream("common-words.txt")
            ?? throw new InvalidOperationException("common-words.txt is not embedded.");
        using var reader = new StreamReader(list);
        return
        [
            .. reader.ReadToEnd().Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
                .OrderByDescending(word => word.Length),
        ];
    }
}

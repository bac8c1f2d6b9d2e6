namespace ProjetK.Applications;

/// <summary>What somebody types to find a commune: beginnings of words of its name in any order, or a code.</summary>
internal sealed class CommuneQuery(string text)
{
    private readonly string[] words = CommuneName.Words(text);

    /// <summary>True when nothing is asked for.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(text);

    /// <summary>True when something is asked for that is no word, and so begins none.</summary>
    public bool IsVain => words.Length == 0;

    /// <summary>The INSEE code that it may be.</summary>
    public string Code => string.Concat(words).ToUpperInvariant();

    /// <summary>The whole name that it may be, its words in any order.</summary>
    public string Whole => CommuneName.InAnyOrder(words.Select(CommuneName.InFull));

    /// <summary>The same for a tsquery: every word begins a word of the name. Words hold letters and digits only, so
    /// nothing in them has a meaning of its own.</summary>
    public string Lexemes => string.Join(" & ", words.Select(word =>
        CommuneName.InFull(word) is var full && full != word ? $"('{full}':* | '{word}':*)" : $"'{word}':*"));
}

using System.Globalization;
using System.Resources;

namespace ProjetK.Portal;

/// <summary>What a refusal means to the person, and what to do: by its reason, in the sentences of
/// <c>Refusals.resx</c>, filled with the facts that the service gives.</summary>
internal static class Refusals
{
    private static readonly ResourceManager Sentences = new(typeof(Refusals));

    public static string Of(string reason) => Of(reason, new Dictionary<string, string>(), 0);

    public static string Of(string reason, IReadOnlyDictionary<string, string> facts, int fields)
    {
        var sentence = fields > 0 && Find($"{reason}_COUNT") is { } counted ? counted : Find(reason) ?? Find("UNKNOWN")!;
        foreach (var (name, fact) in facts)
            sentence = sentence.Replace($"{{{name}}}", Say(name, fact), StringComparison.Ordinal);
        // What no fact fills is left out, with what stands around it.
        return Unfilled(sentence);
    }

    private static string? Find(string name) => Sentences.GetString(name, CultureInfo.InvariantCulture);

    private static string Say(string name, string fact) =>
        name is "budget_year" ? fact
        : name.EndsWith("_cents", StringComparison.Ordinal)
            && long.TryParse(fact, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var cents) ? French.Euros(cents)
        : DateTimeOffset.TryParseExact(fact, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var time) ? French.Moment(Timestamp.FromDateTimeOffset(time))
        : long.TryParse(fact, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? French.Number(number)
        : fact;

    private static string Unfilled(string sentence)
    {
        foreach (var (from, to) in ((string, string)[])
            [(" était le {deadline}", " est passée"), (" ({population})", ""), ("{retry_after_seconds} secondes", "un peu")])
            sentence = sentence.Replace(from, to, StringComparison.Ordinal);
        return sentence;
    }
}

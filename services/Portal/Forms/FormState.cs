using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;

namespace ProjetK.Portal.Forms;

/// <summary>What the fields of a form hold: what was typed where something was sent, else what is saved. Each field
/// carries a mark of what stood there when the form was made, so that only what somebody changed is sent, and what
/// somebody else changed meanwhile is noticed.</summary>
public sealed class FormState(IMessage? saved, IFormCollection? typed)
{
    private const string Mark = "was.", Line = "lignes.";

    /// <summary>What is wrong with what was sent.</summary>
    public Refusal? Refusal { get; set; }

    /// <summary>Fields that somebody else changed meanwhile, too, with what they wrote.</summary>
    public Dictionary<string, IReadOnlyList<string>> Theirs { get; } = [];

    /// <summary>Fields that were saved although others were not.</summary>
    public IReadOnlyCollection<string> Settled { get; init; } = [];

    /// <summary>The fields that a correction opens, with all that is part of them; everything is open without one.</summary>
    public IReadOnlyList<string>? Corrected { get; init; }

    /// <summary>Whether the field is to be corrected; nothing where no correction is asked for.</summary>
    public bool? IsCorrected(string path) => Corrected?.Any(field => Paths.IsPart(path, field));

    /// <summary>The fields that were in the form that was sent.</summary>
    public IReadOnlyList<string> Sent =>
        [.. (typed?.Keys ?? []).Where(key => key.StartsWith(Mark, StringComparison.Ordinal)).Select(key => key[Mark.Length..])];

    /// <summary>The text of a field.</summary>
    public string Text(string path) => Texts(path) is [var text, ..] ? text : "";

    /// <summary>The texts of a field that holds several.</summary>
    public IReadOnlyList<string> Texts(string path) => IsTyped(path) ? TypedIn(path) : Paths.Get(saved, path);

    /// <summary>What is wrong with a field, or with the lines of a list.</summary>
    public string? Error(string path) =>
        (Refusal?.Fields ?? []).Where(field => field.Path == path).Select(field => field.Sentence).ToList()
            is { Count: > 0 } sentences ? string.Join(' ', sentences) : null;

    /// <summary>The mark of a field: of what stands there now, once it is saved or somebody has decided about it.</summary>
    public string MarkOf(string path) =>
        IsTyped(path) && !Theirs.ContainsKey(path) && !Settled.Contains(path) ? typed![Mark + path].ToString() : Hash(Paths.Get(saved, path));

    /// <summary>Whether somebody changed that field in the form.</summary>
    public bool IsChanged(string path) => Hash(TypedIn(path)) != typed![Mark + path].ToString();

    /// <summary>The changes, and what they change. A part that is left quite empty, such as a person, is taken out as a
    /// whole. Sentences for what cannot be sent at all.</summary>
    public (TMessage Changes, IReadOnlyList<string> Mask, IReadOnlyList<Refusal.Field> Wrong) Changes<TMessage>(
        IEnumerable<string> fields)
        where TMessage : class, IMessage<TMessage>, new()
    {
        var (changes, mask, wrong) = (new TMessage(), new List<string>(), new List<Refusal.Field>());
        foreach (var path in fields)
        {
            var whole = Paths.Whole(changes.Descriptor, path);
            if (whole is not null && Sent.Where(other => other.StartsWith($"{whole}.", StringComparison.Ordinal))
                .All(other => TypedIn(other).All(string.IsNullOrWhiteSpace)))
                mask.Add(whole);
            else if (Paths.Set(changes, path, TypedIn(path)))
                mask.Add(path);
            else
                wrong.Add(new(path, FieldNames.Expectation(path, "INVALID_FIELD")));
        }
        return (changes, [.. mask.Distinct()], wrong);
    }

    /// <summary>Writes everything that was typed into a message, for what is new.</summary>
    public IReadOnlyList<Refusal.Field> Fill(IMessage message, params IReadOnlyList<string> fields) =>
    [
        .. fields.Where(path => !Paths.Set(message, path, TypedIn(path)))
            .Select(path => new Refusal.Field(path, FieldNames.Expectation(path, "INVALID_FIELD"))),
    ];

    /// <summary>Whether somebody else changed a field since the form was made.</summary>
    public static bool IsChangedIn(IMessage message, string path, string mark) => Hash(Paths.Get(message, path)) != mark;

    /// <summary>Whether both wrote the same.</summary>
    public bool Agrees(IMessage message, string path) => Hash(Paths.Get(message, path)) == Hash(TypedIn(path));

    /// <summary>The name under which a form carries the mark of a field.</summary>
    public static string MarkName(string path) => Mark + path;

    /// <summary>The name under which a form says that each line of a field is an answer.</summary>
    public static string LinesName(string path) => Line + path;

    private bool IsTyped(string path) => typed is not null && typed.ContainsKey(Mark + path);

    /// <summary>Lines of several cells come as columns; what is left empty counts for nothing.</summary>
    private IReadOnlyList<string> TypedIn(string path) => Paths.Columns(saved, path) is { Count: > 0 } columns
        ? [.. Lines([.. columns.Select(column => AllIn($"{path}.{column}"))])] : [.. AllIn(path).Where(text => text.Length > 0)];

    /// <summary>Browsers send other line breaks than services keep, and blanks around a text are nobody's intention.</summary>
    private IReadOnlyList<string> AllIn(string path) =>
    [
        .. (typed?[path] ?? []).Select(text => (text ?? "").ReplaceLineEndings("\n"))
            .SelectMany(text => typed!.ContainsKey(Line + path) ? text.Split('\n') : [text]).Select(text => text.Trim()),
    ];

    private static IEnumerable<string> Lines(IReadOnlyList<IReadOnlyList<string>> columns) =>
        Enumerable.Range(0, columns.Max(column => column.Count))
            .Select(line => columns.Select(column => column.ElementAtOrDefault(line) ?? ""))
            .Where(cells => cells.Any(cell => cell.Length > 0)).Select(Paths.Line);

    private static string Hash(IReadOnlyList<string> texts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u0001', texts))))[..16];
}

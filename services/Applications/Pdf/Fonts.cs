using PdfSharp.Fonts;

namespace ProjetK.Applications;

/// <summary>The font of every PDF, DejaVu Sans: it comes with the program, so that a PDF looks the same wherever it is
/// made, and it has the letters of every language that is written in Europe.</summary>
internal sealed class Fonts : IFontResolver
{
    public const string Family = "DejaVu Sans";

    public static readonly Fonts Instance = new();

    private static readonly IReadOnlyDictionary<string, byte[]> Files =
        new[] { "DejaVuSans", "DejaVuSans-Bold" }.ToDictionary(name => name, Load);

    private static readonly FontCoverage Coverage = new(Files["DejaVuSans"]);

    public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) =>
        new(isBold ? "DejaVuSans-Bold" : "DejaVuSans");

    public byte[]? GetFont(string faceName) => Files.GetValueOrDefault(faceName);

    /// <summary>The text in characters that the font has; another one stands there by its number, so that nothing is
    /// lost unseen.</summary>
    public static string Printable(string text) => text.EnumerateRunes().All(Coverage.Has)
        ? text
        : string.Concat(text.EnumerateRunes().Select(rune => Coverage.Has(rune) ? $"{rune}" : $"[U+{rune.Value:X4}]"));

    private static byte[] Load(string name)
    {
        using var resource = typeof(Fonts).Assembly.GetManifestResourceStream($"{name}.ttf")
            ?? throw new InvalidOperationException($"The font {name} is not part of the program.");
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }
}

using UglyToad.PdfPig;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;

namespace ProjetK.Applications.Tests;

/// <summary>Reads what stands in a PDF.</summary>
internal static class Paper
{
    public static string Read(byte[] bytes)
    {
        using var pdf = PdfDocument.Open(bytes);
        return string.Join('\n', pdf.GetPages().Select(page => ContentOrderTextExtractor.GetText(page)))
            .ReplaceLineEndings(" ").Replace("  ", " ");
    }
}

using System.Text;
using ProjetK.Foundation;
using UglyToad.PdfPig;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;

namespace ProjetK.Applications.Tests;

public sealed class Writing_a_PDF
{
    [Theory]
    [InlineData("Šárka Čapková, L'Haÿ-les-Roses, « œuvre », 1 500 €")]
    [InlineData("1\u00a0500\u202f€ — Ÿ Æ ß Łódź Ελλάδα Київ … “fi ffl”")]
    public void loses_no_character(string text) => Assert.Contains(text, Read(new Block.Paragraph(text)));

    [Fact]
    public void says_which_character_no_font_has() => Assert.Contains("une idée [U+1F600]", Read(new Block.Paragraph("une idée 😀")));

    [Fact]
    public void loses_no_word_over_lines_and_pages()
    {
        var words = Enumerable.Range(0, 5_000).Select(number => $"mot{number}").ToArray();
        var bytes = PdfWriter.Write(new("Long", "bas", [new Block.Paragraph(string.Join(' ', words))]));
        using var pdf = PdfDocument.Open(bytes);
        Assert.InRange(pdf.NumberOfPages, 2, 20);
        var read = pdf.GetPages().SelectMany(page => page.GetWords()).Select(word => word.Text).ToList();
        Assert.Equal(words, read.Where(word => word.StartsWith("mot", StringComparison.Ordinal)));
    }

    [Fact]
    public void breaks_what_is_longer_than_a_line() =>
        Assert.Equal(600, Read(new Block.Paragraph(new string('w', 600))).Count(letter => letter == 'w'));

    [Fact]
    public void embeds_its_font()
    {
        var bytes = PdfWriter.Write(new("Titre", "bas", [new Block.Paragraph("é")]));
        Assert.Contains("/FontFile2", Encoding.Latin1.GetString(bytes));
    }

    [Theory]
    [InlineData("Tauriac", "Tauriac")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+33 5 57", "'+33 5 57")]
    [InlineData("-2", "'-2")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData(" =1", "' =1")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("l'un; \"l'autre\"", "\"l'un; \"\"l'autre\"\"\"")]
    [InlineData("deux\nlignes", "\"deux\nlignes\"")]
    public void or_a_table_lets_nothing_be_a_formula(string value, string cell) =>
        Assert.Equal(cell, CsvLine.Cell(value));

    private static string Read(Block block)
    {
        using var pdf = PdfDocument.Open(PdfWriter.Write(new("Titre", "bas de page", [block])));
        return string.Concat(pdf.GetPages().Select(page => ContentOrderTextExtractor.GetText(page)));
    }
}

using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace ProjetK.Applications;

/// <summary>Lets text flow down pages: breaks lines at blanks, and pages where they are full.</summary>
internal sealed class PageFlow(PdfDocument document) : IDisposable
{
    private const double Margin = 57, Bottom = 785, Width = 595 - 2 * Margin, Column = 150;

    private static readonly XFont
        Body = new(Fonts.Family, 10), Bold = new(Fonts.Family, 10, XFontStyleEx.Bold),
        Section = new(Fonts.Family, 12, XFontStyleEx.Bold), Title = new(Fonts.Family, 16, XFontStyleEx.Bold),
        Small = new(Fonts.Family, 8);

    private XGraphics? page;
    private double y;

    public void Add(Block block)
    {
        switch (block)
        {
            case Block.Title title:
                Write(title.Text, Title, Margin, Width);
                y += 10;
                break;
            case Block.Heading heading:
                y += 10;
                // A heading is never the last line of a page.
                Room(3 * Section.GetHeight());
                Write(heading.Text, Section, Margin, Width);
                y += 4;
                break;
            case Block.Paragraph paragraph:
                Write(paragraph.Text, Body, Margin, Width);
                y += 6;
                break;
            case Block.Address address:
                Write(address.Text, Body, Margin + Width / 2, Width / 2);
                y += 14;
                break;
            case Block.Fact { Value.Length: > 0 } fact:
                Room(Body.GetHeight());
                var top = y;
                Write(fact.Name, Bold, Margin, Column - 10);
                var below = y;
                y = top;
                Write(fact.Value, Body, Margin + Column, Width - Column);
                y = Math.Max(y, below) + 2;
                break;
        }
    }

    /// <summary>Writes the foot of every page, now that their number is known.</summary>
    public static void NumberPages(PdfDocument document, string footer)
    {
        for (var number = 1; number <= document.PageCount; number++)
        {
            using var page = XGraphics.FromPdfPage(document.Pages[number - 1]);
            page.DrawString($"{footer} · page {number} / {document.PageCount}", Small, XBrushes.Black, Margin, 812);
        }
    }

    public void Dispose() => page?.Dispose();

    private void Write(string text, XFont font, double x, double width)
    {
        foreach (var line in Fonts.Printable(text.Replace("\r\n", "\n").Replace('\r', '\n').Replace("\t", "    "))
            .Split('\n').SelectMany(line => Fit(line, font, width)))
        {
            Room(font.GetHeight());
            page!.DrawString(line, font, XBrushes.Black, x, y + font.GetHeight() * 0.8);
            y += font.GetHeight() * 1.15;
        }
    }

    private void Room(double height)
    {
        if (page is not null && y + height <= Bottom)
            return;
        page?.Dispose();
        var next = document.AddPage();
        next.Size = PageSize.A4;
        page = XGraphics.FromPdfPage(next);
        y = Margin;
    }

    private IEnumerable<string> Fit(string line, XFont font, double width)
    {
        Room(font.GetHeight());
        var fitting = "";
        foreach (var word in line.Split(' ').SelectMany(word => Break(word, font, width)))
        {
            var longer = fitting.Length == 0 ? word : $"{fitting} {word}";
            if (fitting.Length > 0 && Measure(longer, font) > width)
            {
                yield return fitting;
                fitting = word;
            }
            else
                fitting = longer;
        }
        yield return fitting;
    }

    /// <summary>A word that is longer than a line, in pieces.</summary>
    private IEnumerable<string> Break(string word, XFont font, double width)
    {
        while (word.Length > 1 && Measure(word, font) > width)
        {
            var length = word.Length - 1;
            while (length > 1 && Measure(word[..length], font) > width)
                length = length * 3 / 4;
            yield return word[..length];
            word = word[length..];
        }
        yield return word;
    }

    private double Measure(string text, XFont font) => page!.MeasureString(text, font).Width;
}

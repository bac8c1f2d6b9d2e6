using PdfSharp.Drawing;
using PdfSharp.Fonts;
using PdfSharp.Pdf;

namespace ProjetK.Applications;

/// <summary>Writes sheets as PDF of size A4 with an embedded font. The same sheet gives other bytes each time (dates and
/// ids are in them): what must stay the same is kept.</summary>
internal static class PdfWriter
{
    private static readonly Lock Setup = new();

    public static byte[] Write(Sheet sheet)
    {
        lock (Setup)
            GlobalFontSettings.FontResolver ??= Fonts.Instance;
        using var document = new PdfDocument();
        document.Info.Title = sheet.Title;
        document.Info.Creator = "Projet K";
        document.Language = "fr-FR";
        document.ViewerPreferences.DisplayDocTitle = true;
        using (var page = new PageFlow(document))
            foreach (var block in sheet.Blocks)
                page.Add(block);
        PageFlow.NumberPages(document, Fonts.Printable(sheet.Footer));
        using var bytes = new MemoryStream();
        document.Save(bytes, closeStream: false);
        return bytes.ToArray();
    }
}

using System.Text;
using ProjetK.Testing.Scenarios;

namespace ProjetK.Foundation.Tests;

public sealed class Judging_a_file
{
    public static TheoryData<string, byte[], string?> Files => new()
    {
        { "a PDF", SomeFile.Pdf(), "application/pdf" },
        { "a JPEG", SomeFile.Jpeg(), "image/jpeg" },
        { "a PNG", SomeFile.Png(), "image/png" },
        { "an ODT", SomeFile.Odt(), "application/vnd.oasis.opendocument.text" },
        {
            "a DOCX", SomeFile.Docx(),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        },
        { "a PDF that is cut off", SomeFile.Pdf()[..1_500], null },
        { "a JPEG that is cut off", SomeFile.Jpeg()[..100], null },
        { "a PNG that is cut off", SomeFile.Png()[..^6], null },
        { "a DOCX that is cut off", SomeFile.Docx()[..^30], null },
        { "a DOCX with macros", SomeFile.Docx(("word/vbaProject.bin", "Sub")), null },
        { "a spreadsheet", SomeFile.Archive(("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "")), null },
        { "a spreadsheet of OpenDocument", SomeFile.Odt("application/vnd.oasis.opendocument.spreadsheet"), null },
        { "any archive", SomeFile.Archive(("plan.txt", "un plan")), null },
        { "a program", [.. "MZ"u8, .. new byte[500]], null },
        { "a page", Encoding.UTF8.GetBytes("<html><script>alert(1)</script>%PDF-1.7 %%EOF"), null },
        { "half a ZIP", [.. "PK\u0003\u0004"u8], null },
    };

    [Theory, MemberData(nameof(Files))]
    public void goes_by_what_is_in_it(string what, byte[] file, string? expected) =>
        Assert.True(Judge(file, file.Length) == expected, what);

    [Theory, MemberData(nameof(Files))]
    public void does_not_depend_on_how_it_comes(string what, byte[] file, string? expected) =>
        Assert.True(Judge(file, 7) == expected, what);

    [Theory]
    [InlineData("Plan.pdf", "Plan.pdf")]
    [InlineData(@"C:\fakepath\Délibération n° 12.pdf", "Délibération n° 12.pdf")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("plan\u202efdp.exe", "planfdp.exe")]
    [InlineData("a\r\nSet-Cookie: b.pdf", "aSet-Cookie: b.pdf")]
    [InlineData("..", "")]
    public void leaves_of_its_name_what_is_safe(string sent, string kept) => Assert.Equal(kept, FileNames.Clean(sent));

    private static string? Judge(byte[] file, int chunk)
    {
        var judge = new ContentJudge();
        foreach (var part in file.Chunk(chunk))
            judge.Read(part);
        return judge.Judge();
    }
}

using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace ProjetK.Testing.Scenarios;

/// <summary>Files as people send them.</summary>
public static class SomeFile
{
    /// <summary>A PDF of that size, which no other has.</summary>
    public static byte[] Pdf(int size = 2_000)
    {
        var file = RandomNumberGenerator.GetBytes(size);
        "%PDF-1.7\n"u8.CopyTo(file);
        "\n%%EOF\n"u8.CopyTo(file.AsSpan(size - 7));
        return file;
    }

    public static byte[] Jpeg() => [0xff, 0xd8, 0xff, 0xe0, .. RandomNumberGenerator.GetBytes(500), 0xff, 0xd9];

    public static byte[] Png() =>
    [
        0x89, .. "PNG\r\n"u8, 0x1a, 0x0a, .. RandomNumberGenerator.GetBytes(500), .. "IEND"u8, 0xae, 0x42, 0x60, 0x82,
    ];

    public static byte[] Odt(string mimetype = "application/vnd.oasis.opendocument.text") => Archive(
        ("mimetype", mimetype), ("content.xml", "<office:document-content/>"));

    public static byte[] Docx(params (string Name, string Text)[] others) => Archive(
        [("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w:document/>"), .. others]);

    public static byte[] Archive(params (string Name, string Text)[] files)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, text) in files)
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        return bytes.ToArray();
    }
}

using System.Text;

namespace ProjetK.Foundation;

/// <summary>Finds out what a file is by its beginning and its end, while it comes by: a file that was cut off has no end
/// and so is none of those that are accepted.</summary>
internal sealed class ContentJudge
{
    private const int HeadBytes = 256, TailBytes = 80_000, LastOfPdf = 2_048;
    private byte[] head = [], tail = [];

    private static ReadOnlySpan<byte> PngStart => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    private static ReadOnlySpan<byte> PngEnd =>
        [(byte)'I', (byte)'E', (byte)'N', (byte)'D', 0xae, 0x42, 0x60, 0x82];

    /// <summary>Looks at the next bytes; cheap for chunks that are large.</summary>
    public void Read(ReadOnlySpan<byte> chunk)
    {
        if (head.Length < HeadBytes)
            head = [.. head, .. chunk[..Math.Min(chunk.Length, HeadBytes - head.Length)]];
        var kept = Math.Clamp(TailBytes - chunk.Length, 0, tail.Length);
        tail = [.. tail.AsSpan(tail.Length - kept), .. chunk[Math.Max(0, chunk.Length - TailBytes)..]];
    }

    /// <summary>The media type of the whole file; null when it is none that is accepted.</summary>
    public string? Judge() => IsPdf ? MediaTypes.Pdf
        : IsJpeg ? MediaTypes.Jpeg
        : IsPng ? MediaTypes.Png
        : head.AsSpan().StartsWith("PK\u0003\u0004"u8) ? JudgeArchive()
        : null;

    private bool IsPdf => head.AsSpan().StartsWith("%PDF-"u8)
        && tail.AsSpan(Math.Max(0, tail.Length - LastOfPdf)).IndexOf("%%EOF"u8) >= 0;

    private bool IsJpeg => head.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff])
        && tail.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xff, 0xd9]) >= 0;

    private bool IsPng => head.AsSpan().StartsWith(PngStart) && tail.AsSpan().LastIndexOf(PngEnd) >= 0;

    private string? JudgeArchive()
    {
        var names = ArchiveDirectory.Names(tail);
        if (names.Contains("[Content_Types].xml") && names.Contains("word/document.xml")
            // With macros it is another format, whatever its name says.
            && !names.Any(name => name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
            return MediaTypes.Docx;
        return names.Contains("content.xml") && FirstEntry() == MediaTypes.Odt ? MediaTypes.Odt : null;
    }

    /// <summary>The text of an uncompressed first entry named <c>mimetype</c>, where such archives say what they
    /// are.</summary>
    private string? FirstEntry()
    {
        const int header = 30;
        var (compression, size) = (BitConverter.ToUInt16(head, 8), BitConverter.ToUInt32(head, 18));
        var (name, extra) = (BitConverter.ToUInt16(head, 26), BitConverter.ToUInt16(head, 28));
        var start = header + name + extra;
        return compression == 0 && size < HeadBytes && start + size <= head.Length
            && Encoding.ASCII.GetString(head, header, Math.Min(name, head.Length - header)) == "mimetype"
            ? Encoding.ASCII.GetString(head, start, (int)size)
            : null;
    }
}

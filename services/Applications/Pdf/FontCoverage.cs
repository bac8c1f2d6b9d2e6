using System.Buffers.Binary;
using System.Text;

namespace ProjetK.Applications;

/// <summary>Which characters of the Basic Multilingual Plane a TrueType font has: its table cmap, format 4.</summary>
internal sealed class FontCoverage
{
    private const int WindowsUnicode = 0x00030001;
    private readonly List<(int First, int Last)> ranges = [];

    public FontCoverage(byte[] font)
    {
        var cmap = Table(font, "cmap"u8);
        for (var record = 0; record < U16(font, cmap + 2); record++)
            if (I32(font, cmap + 4 + record * 8) == WindowsUnicode)
                Read(font, cmap + I32(font, cmap + 8 + record * 8));
    }

    /// <summary>Whether the font has it.</summary>
    public bool Has(Rune rune) => rune.IsBmp && ranges.Exists(range => rune.Value >= range.First && rune.Value <= range.Last);

    private void Read(byte[] font, int table)
    {
        var segments = U16(font, table + 6) / 2;
        var (ends, starts) = (table + 14, table + 16 + segments * 2);
        for (var segment = 0; segment < segments; segment++)
            ranges.Add((U16(font, starts + segment * 2), Math.Min(U16(font, ends + segment * 2), 0xfffd)));
    }

    private static int Table(byte[] font, ReadOnlySpan<byte> name)
    {
        for (var record = 12; record < 12 + U16(font, 4) * 16; record += 16)
            if (font.AsSpan(record, 4).SequenceEqual(name))
                return I32(font, record + 8);
        throw new InvalidOperationException("The font has no characters.");
    }

    private static int U16(byte[] font, int place) => BinaryPrimitives.ReadUInt16BigEndian(font.AsSpan(place));

    private static int I32(byte[] font, int place) => BinaryPrimitives.ReadInt32BigEndian(font.AsSpan(place));
}

using System.Text;

namespace ProjetK.Foundation;

/// <summary>The directory at the end of a ZIP archive.</summary>
internal static class ArchiveDirectory
{
    private const int EndBytes = 22, EntryBytes = 46;

    /// <summary>The names of the files in an archive with this end; none when it is no whole archive.</summary>
    public static IReadOnlyList<string> Names(ReadOnlySpan<byte> tail)
    {
        var end = tail.LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || tail.Length - end < EndBytes)
            return [];
        var (count, size) = (BitConverter.ToUInt16(tail[(end + 10)..]), BitConverter.ToUInt32(tail[(end + 12)..]));
        if (size > end)
            return [];
        var names = new List<string>();
        var rest = tail[(end - (int)size)..end];
        while (rest.Length >= EntryBytes && rest.StartsWith("PK\u0001\u0002"u8))
        {
            var name = BitConverter.ToUInt16(rest[28..]);
            var whole = EntryBytes + name + BitConverter.ToUInt16(rest[30..]) + BitConverter.ToUInt16(rest[32..]);
            if (whole > rest.Length)
                return [];
            names.Add(Encoding.UTF8.GetString(rest.Slice(EntryBytes, name)));
            rest = rest[whole..];
        }
        return names.Count == count && rest.IsEmpty ? names : [];
    }
}

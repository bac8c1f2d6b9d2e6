using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ProjetK.Foundation;

/// <summary>A line as it is stored, its time as it is hashed; the end of its chain, and what leads to its
/// person.</summary>
internal sealed record StoredLine(
    string Resource, long Sequence, string OccurTime, string Action, byte[]? Person, string? Service,
    string? FromState, string? ToState, string?[] Fields, byte[] PreviousHash, byte[] Hash)
{
    public (long Sequence, byte[] Hash)? Head { get; init; }
    public (string Subject, byte[] Salt)? Identity { get; init; }

    /// <summary>True when no value is empty or contains a line feed, so that the hashed text has one reading.</summary>
    public bool IsUnambiguous => !Fields.Contains(null)
        && new[] { Resource, Action, Service, FromState, ToState }.Concat(Fields)
            .All(text => text is not "" && text?.Contains('\n') is not true);

    /// <summary>True when its person is the one for whom the line was written, or cannot be found any more.</summary>
    public bool LeadsToItsPerson =>
        Identity is not { } found || HistoryChain.PersonOf(found).AsSpan().SequenceEqual(Person);
}

/// <summary>The hashes of a history. docs/decisions/0007-audit-trail.md describes the hashed text for those who
/// recompute it; the function record_history of the database computes the same.</summary>
internal static class HistoryChain
{
    /// <summary>What the first line of a resource names as the hash before it.</summary>
    public static readonly byte[] NoHash = new byte[SHA256.HashSizeInBytes];

    public static byte[] HashOf(StoredLine line)
    {
        string?[] lines =
        [
            "projetk-history-1",
            Convert.ToHexStringLower(line.PreviousHash),
            line.Resource,
            line.Sequence.ToString(CultureInfo.InvariantCulture),
            line.OccurTime,
            line.Action,
            line.Person is null ? "" : Convert.ToHexStringLower(line.Person),
            line.Service,
            line.FromState,
            line.ToState,
            .. line.Fields,
        ];
        return SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines.Select(text => text + "\n"))));
    }

    public static byte[] PersonOf((string Subject, byte[] Salt) identity) =>
        SHA256.HashData([.. identity.Salt, .. Encoding.UTF8.GetBytes(identity.Subject)]);
}

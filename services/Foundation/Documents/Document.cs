using Google.Protobuf.WellKnownTypes;
using V1 = ProjetK.Documents.V1;

namespace ProjetK.Foundation;

/// <summary>What is known about viruses in a document; the numbers are those of the contract.</summary>
public enum ScanState { NotScanned = 1, Pending, Clean, Infected }

/// <summary>A file that belongs to something, its <see cref="Parent"/>; its bytes stand elsewhere.</summary>
public sealed record Document
{
    public required Guid Id { get; init; }
    public required string Parent { get; init; }
    public required string DisplayName { get; init; }
    public required string MediaType { get; init; }
    public required long SizeBytes { get; init; }
    public required byte[] Sha256 { get; init; }
    public required ScanState ScanState { get; init; }
    public Guid? Supersedes { get; init; }
    public required DateTimeOffset CreateTime { get; init; }

    public string Name => NameOf(Id);

    /// <summary>The name under which it is given out: with an ending that says what it is, whatever its sender called
    /// it.</summary>
    public string FileName => FileNames.Of(this);

    /// <summary>True once it may be given out.</summary>
    public bool MayLeave => ScanState is ScanState.NotScanned or ScanState.Clean;

    public V1.Document ToProto() => new()
    {
        Name = Name,
        DisplayName = DisplayName,
        MediaType = MediaType,
        SizeBytes = SizeBytes,
        Sha256 = Convert.ToHexStringLower(Sha256),
        ScanState = (V1.Document.Types.ScanState)(int)ScanState,
        Supersedes = Supersedes is { } older ? NameOf(older) : "",
        CreateTime = CreateTime.ToTimestamp(),
    };

    private string NameOf(Guid id) => $"{Parent}/documents/{id}";
}

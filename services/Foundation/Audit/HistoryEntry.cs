namespace ProjetK.Foundation;

/// <summary>One line of a resource's history: who did what to it, when, and from which state to which. Without a person
/// a service did it alone, somebody without an account did, or a person who was erased.</summary>
public sealed record HistoryEntry(
    long Sequence,
    DateTimeOffset OccurTime,
    string Action,
    string? Person,
    string? Service,
    string? FromState,
    string? ToState,
    IReadOnlyList<string> Fields,
    byte[] PreviousHash,
    byte[] Hash);

namespace ProjetK.ServiceDefaults;

/// <summary>One line of a resource's history: who did what to it, when, and from which state to which. Of a person who
/// was erased only <see cref="HasPerson"/> is left.</summary>
public sealed record HistoryEntry(
    long Sequence,
    DateTimeOffset OccurTime,
    string Action,
    bool HasPerson,
    string? Person,
    string? Service,
    string? FromState,
    string? ToState,
    IReadOnlyList<string> Fields,
    byte[] PreviousHash,
    byte[] Hash);

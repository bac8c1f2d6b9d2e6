using System.Text.Json.Serialization;

namespace ProjetK.Applications;

/// <summary>Which of the two letters; the numbers are those of the contract.</summary>
internal enum LetterKind { Intent = 1, Engagement = 2 }

/// <summary>Who signs a letter, and in which function.</summary>
internal sealed record Signatory(string DisplayName, string Function);

/// <summary>The signature of one commune of a grouping under the letter with that SHA-256; of no use under
/// another.</summary>
internal sealed record Signature(string Commune, Signatory Signatory, DateTimeOffset SignTime, string? Sha256 = null);

/// <summary>The decision of the council to engage.</summary>
internal sealed record Deliberation(string Number, DateOnly Date);

/// <summary>A letter of intent or of engagement; <see cref="Sha256"/> is kept from its submission on.</summary>
internal sealed record Letter
{
    public static readonly Letter Empty = new();

    public string Text { get; init; } = "";
    public Signatory? Signatory { get; init; }
    public Deliberation? Deliberation { get; init; }
    public IReadOnlyList<Signature> Signatures { get; init; } = [];
    public DateTimeOffset? SubmitTime { get; init; }
    public string? Sha256 { get; init; }

    /// <summary>As it was received before corrections, the first version first.</summary>
    public IReadOnlyList<SubmittedVersion> Earlier { get; init; } = [];

    /// <summary>Counts how often it was received, from 1.</summary>
    [JsonIgnore]
    public int Version => Earlier.Count + 1;
}

/// <summary>A letter as it was received once.</summary>
internal sealed record SubmittedVersion(DateTimeOffset SubmitTime, string Sha256);

namespace ProjetK.Ecosystem;

/// <summary>How many actors of each kind confirmed their part in a territory, and whether that is what the call asks
/// for. Counts only.</summary>
internal sealed record Involvement(
    Guid Territory,
    IReadOnlyDictionary<ActorKind, int> Confirmed,
    IReadOnlyList<(string Value, int Actors)> SharedValues,
    Thresholds Thresholds)
{
    public IReadOnlyList<Requirement> Requirements =>
    [
        new(Group.Public, Thresholds.Public, Confirmed[ActorKind.Public] + Confirmed[ActorKind.School]),
        new(Group.Private, Thresholds.Private, Confirmed[ActorKind.Private]),
        new(Group.Civil, Thresholds.Civil, Confirmed[ActorKind.Association] + Confirmed[ActorKind.Citizens]),
    ];

    public bool Sufficient => Requirements.All(requirement => requirement.Missing == 0);
}

/// <summary>How many confirmed actors of each group a call asks for.</summary>
internal sealed record Thresholds(int Public, int Private, int Civil)
{
    /// <summary>What counts until the call is known.</summary>
    public static Thresholds Default { get; } = new(1, 1, 1);
}

/// <summary>What the call asks of one group and what is there.</summary>
internal sealed record Requirement(Group Group, int Required, int Confirmed)
{
    public int Missing => Math.Max(0, Required - Confirmed);
}

/// <summary>Which actors count together; numbered as on the wire.</summary>
internal enum Group
{
    Public = 1,
    Private = 2,
    Civil = 3,
}

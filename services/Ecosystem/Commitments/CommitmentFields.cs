namespace ProjetK.Ecosystem;

/// <summary>Reads what several requests say about a commitment.</summary>
internal static class CommitmentFields
{
    /// <summary>What an actor brings, each once and in the order of the contract.</summary>
    public static Resource[] Brings(
        this Violations violations, IReadOnlyCollection<V1.Commitment.Types.Resource> brings, string field)
    {
        violations.Require(
            brings.All(resource => Enum.IsDefined(resource) && resource != default), field,
            "must be among TIME, SPACE, MONEY, SKILL, EQUIPMENT.");
        return [.. brings.Select(resource => (Resource)resource).Distinct().Order()];
    }
}

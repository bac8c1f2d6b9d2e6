namespace ProjetK.Applications;

/// <summary>Something applications are judged by, and its part in the weighted mean.</summary>
internal sealed record Criterion(string Id, string Title, int Weight)
{
    /// <summary>The prerequisites of the appel à coopération, weighing the same.</summary>
    public static IReadOnlyList<Criterion> Prerequisites { get; } =
    [
        new("population", Texts.CriterionPopulation.Wording, 1),
        new("cooperation", Texts.CriterionCooperation.Wording, 1),
        new("leadership", Texts.CriterionLeadership.Wording, 1),
    ];
}

/// <summary>How many confirmed actors a letter of engagement needs; schools count as public, associations and groups of
/// citizens as civil.</summary>
internal sealed record Involvement(int PublicActors, int PrivateActors, int CivilActors)
{
    public static readonly Involvement None = new(0, 0, 0);

    /// <summary>The confirmed actors of a territory, as Ecosystem counts them.</summary>
    public static Involvement Of(Ecosystem.V1.Involvement counted)
    {
        int Confirmed(Ecosystem.V1.Involvement.Types.Group group) =>
            counted.Requirements.FirstOrDefault(requirement => requirement.Group == group)?.Confirmed ?? 0;
        return new(
            Confirmed(Ecosystem.V1.Involvement.Types.Group.Public),
            Confirmed(Ecosystem.V1.Involvement.Types.Group.Private),
            Confirmed(Ecosystem.V1.Involvement.Types.Group.Civil));
    }

    /// <summary>True when there are at least as many of each.</summary>
    public bool Covers(Involvement required) =>
        PublicActors >= required.PublicActors && PrivateActors >= required.PrivateActors
        && CivilActors >= required.CivilActors;
}

/// <summary>What the experiment must reach to be a success; the value is a decimal number in text, as given.</summary>
internal sealed record Target(string Indicator, string Title, string Value, string Unit);

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

/// <summary>What the experiment must reach to be a success; the value is a decimal number in text, as given.</summary>
internal sealed record Target(string Indicator, string Title, string Value, string Unit);

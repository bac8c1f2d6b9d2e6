namespace ProjetK.Portal.Pages.Dossiers;

/// <summary>What can be answered about a project, by the contract's names.</summary>
internal static class Choices
{
    public static readonly IReadOnlyList<(string Value, string Text)>
        Maturities =
        [
            ("IDEA", "Une idée"), ("FORMALISED", "Écrit"), ("UNDER_WAY", "En cours"), ("TO_REVIVE", "Existe, à relancer"),
        ],
        Ambitions =
        [
            ("FLAGSHIP_ACTION", "Une action phare"),
            ("SYSTEMIC", "Plusieurs actions qui changent le fonctionnement du territoire"),
        ],
        Lands =
        [
            ("PLANTED", "Foncier végétalisé"), ("BUILT", "Foncier urbanisé"), ("BOTH", "Les deux"),
            ("UNDECIDED", "Pas encore décidé"),
        ];

    /// <summary>The French for one of them.</summary>
    public static string Say(IReadOnlyList<(string Value, string Text)> choices, System.Enum value) =>
        choices.FirstOrDefault(choice => choice.Value.Replace("_", "", StringComparison.Ordinal)
            .Equals($"{value}", StringComparison.OrdinalIgnoreCase)).Text ?? "Pas encore indiqué";
}

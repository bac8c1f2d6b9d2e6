namespace ProjetK.Applications;

/// <summary>What a term is; the numbers are those of the contract.</summary>
internal enum TermKind { Theme = 1, Value = 2, Dynamic = 3 }

/// <summary>Something that applications and territories name by its id, with its French label.</summary>
internal sealed record Term(TermKind Kind, string Id, string Label)
{
    public static readonly IReadOnlyList<Term> All =
    [
        new(TermKind.Theme, "waste-reduction", "Réduction des déchets"),
        new(TermKind.Theme, "reuse", "Réemploi et don"),
        new(TermKind.Theme, "repair", "Réparation"),
        new(TermKind.Theme, "composting", "Compostage et biodéchets"),
        new(TermKind.Theme, "food", "Alimentation et circuits courts"),
        new(TermKind.Theme, "gardens", "Jardins, haies et vergers"),
        new(TermKind.Theme, "sharing", "Partage d'objets et de lieux"),
        new(TermKind.Theme, "local-economy", "Économie locale et circulaire"),
        new(TermKind.Theme, "work", "Emploi, insertion et nouveaux lieux de travail"),
        new(TermKind.Theme, "education", "Éducation et transmission"),
        new(TermKind.Theme, "culture", "Culture et patrimoine"),
        new(TermKind.Theme, "solidarity", "Solidarités et lien social"),
        new(TermKind.Theme, "housing", "Habitat et accueil"),
        new(TermKind.Theme, "mobility", "Mobilités"),
        new(TermKind.Theme, "energy-and-water", "Énergie et eau"),
        new(TermKind.Theme, "biodiversity", "Biodiversité"),
        new(TermKind.Value, "sobriety", "Sobriété"),
        new(TermKind.Value, "cooperation", "Coopération"),
        new(TermKind.Value, "solidarity", "Solidarité"),
        new(TermKind.Value, "conviviality", "Convivialité"),
        new(TermKind.Value, "openness", "Ouverture à tous"),
        new(TermKind.Value, "trust", "Confiance"),
        new(TermKind.Value, "creativity", "Créativité"),
        new(TermKind.Value, "autonomy", "Autonomie"),
        new(TermKind.Value, "transmission", "Transmission"),
        new(TermKind.Value, "care", "Soin du vivant"),
        new(TermKind.Value, "fairness", "Équité"),
        new(TermKind.Value, "experimentation", "Droit à l'essai"),
        new(TermKind.Dynamic, "associations", "Un tissu associatif actif"),
        new(TermKind.Dynamic, "citizens", "Des collectifs d'habitants"),
        new(TermKind.Dynamic, "shops", "Des commerces et des artisans"),
        new(TermKind.Dynamic, "farms", "Des fermes et des producteurs"),
        new(TermKind.Dynamic, "schools", "Des écoles engagées"),
        new(TermKind.Dynamic, "third-places", "Des tiers-lieux"),
        new(TermKind.Dynamic, "intercommunal", "Des coopérations entre communes"),
        new(TermKind.Dynamic, "newcomers", "De nouveaux habitants"),
    ];

    private static readonly HashSet<(TermKind, string)> Known = [.. All.Select(term => (term.Kind, term.Id))];

    public static bool IsKnown(TermKind kind, string id) => Known.Contains((kind, id));
}

namespace ProjetK.Portal;

/// <summary>How the contract's fields are called on a page.</summary>
internal static class FieldNames
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["applicant"] = "Qui porte le projet",
        ["applicant.lead_commune"] = "La commune cheffe de file",
        ["applicant.communes"] = "Les communes",
        ["applicant.neighbourhood"] = "Le quartier",
        ["applicant.neighbourhood.display_name"] = "Le nom du quartier",
        ["applicant.neighbourhood.population"] = "Le nombre d’habitants du quartier",
        ["contacts.elected_referent"] = "L’élu ou l’élue référente",
        ["contacts.elected_referent.display_name"] = "Le nom de l’élu ou de l’élue référente",
        ["contacts.elected_referent.email"] = "Le courriel de l’élu ou de l’élue référente",
        ["contacts.technical_referent"] = "Le référent technique",
        ["contacts.technical_referent.display_name"] = "Le nom du référent technique",
        ["contacts.technical_referent.email"] = "Le courriel du référent technique",
        ["project.title"] = "Le titre du projet",
        ["project.summary"] = "Le résumé du projet",
        ["project.maturity"] = "Où en est le projet",
        ["project.ambition"] = "L’ambition du projet",
        ["project.land"] = "Le foncier du projet",
        ["project.themes"] = "Les thèmes du projet",
        ["project.shared_values"] = "Les valeurs partagées",
        ["project.ideas"] = "Les idées du projet",
        ["project.attendance"] = "La fréquentation du lieu",
        ["project.needs"] = "Le soutien cherché",
        ["project.coordination"] = "Comment la commune coordonne",
        ["intent.text"] = "Le texte de la lettre d’intention",
        ["intent.signatory"] = "Qui signe la lettre d’intention",
        ["intent.signatory.display_name"] = "Le nom de qui signe la lettre d’intention",
        ["intent.signatory.function"] = "La fonction de qui signe la lettre d’intention",
        ["engagement.text"] = "Le texte de la lettre d’engagement",
        ["engagement.signatory"] = "Le maire qui signe la lettre d’engagement",
        ["engagement.signatory.display_name"] = "Le nom du maire qui signe la lettre d’engagement",
        ["engagement.signatory.function"] = "La fonction de qui signe la lettre d’engagement",
        ["engagement.deliberation"] = "La délibération du conseil municipal",
        ["engagement.deliberation.number"] = "Le numéro de la délibération",
        ["engagement.deliberation.date"] = "La date de la délibération",
    };

    /// <summary>The French name; that of what it is part of where it has none of its own.</summary>
    public static string Of(string field) =>
        Names.TryGetValue(field, out var name) ? name
        : field.LastIndexOf('.') is > 0 and var dot ? Of(field[..dot])
        : "Une réponse";
}

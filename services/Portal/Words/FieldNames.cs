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
        ["contacts.elected_referent.phone"] = "Le téléphone de l’élu ou de l’élue référente",
        ["contacts.technical_referent.phone"] = "Le téléphone du référent technique",
        ["applicant.kind"] = "Qui candidate",
        ["signatory.display_name"] = "Le nom de qui signe",
        ["signatory.function"] = "La fonction de qui signe",
        ["commune"] = "La commune",
        ["call"] = "L’appel",
        ["reason"] = "Le motif",
        ["message"] = "Le message",
        ["answer"] = "La réponse",
        ["statement"] = "Ce que vous apportez",
        ["email"] = "L’adresse électronique",
        ["contact.email"] = "L’adresse électronique",
        ["contact.display_name"] = "Le nom de la personne à joindre",
        ["contact.phone"] = "Le téléphone",
        ["display_name"] = "Le nom",
        ["description"] = "La description",
        ["land"] = "Le foncier",
        ["site"] = "Le lieu",
        ["file"] = "Le fichier",
        ["parent"] = "Le territoire",
    };

    /// <summary>What is expected where a field is wrong: its name, and how it would be right.</summary>
    public static string Expectation(string field, string reason) => (field.Split('.')[^1], reason) switch
    {
        (_, "LETTER_INCOMPLETE") when field == "engagement.signatory.function" =>
            $"{Of(field)} : la lettre d’engagement est signée par le maire ou la maire.",
        (_, "LETTER_INCOMPLETE") => $"{Of(field)} manque.",
        ("email", _) => $"{Of(field)} : une adresse comme mairie@tauriac.example.",
        ("date", _) => $"{Of(field)} : un jour, par exemple 11/07/2026.",
        ("population", _) => $"{Of(field)} : un nombre entier, par exemple 1200, au plus la population de la commune.",
        ("display_name" or "title" or "function", _) => $"{Of(field)} : à indiquer, en une ligne de 200 caractères au plus.",
        ("communes" or "lead_commune" or "kind" or "applicant", _) =>
            $"{Of(field)} : une commune seule, deux communes ou plus, ou le quartier d’une seule commune.",
        ("file", _) => $"{Of(field)} : choisissez-en un.",
        _ => $"{Of(field)} : cette réponse est absente, trop longue, ou contient des caractères qui ne s’écrivent pas.",
    };

    /// <summary>The French name; that of what it is part of where it has none of its own.</summary>
    public static string Of(string field) =>
        Names.TryGetValue(field, out var name) ? name
        : field.LastIndexOf('.') is > 0 and var dot ? Of(field[..dot])
        : "Une réponse";
}

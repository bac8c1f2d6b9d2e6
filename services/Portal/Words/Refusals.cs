namespace ProjetK.Portal;

/// <summary>What a refusal means to the person, and what to do.</summary>
internal static class Refusals
{
    private const string Unknown = "Une étape attend encore quelque chose. Écrivez au syndicat si cela dure.";

    private static readonly Dictionary<string, string> Sentences = new()
    {
        ["LETTER_INCOMPLETE"] = "La lettre n’est pas complète : voyez ce qui manque.",
        ["CALL_NOT_OPEN"] = "L’appel ne reçoit pas de lettres actuellement. Voyez le calendrier.",
        ["DEADLINE_PASSED"] = "La date limite est passée. Votre texte est conservé ; le syndicat seul peut accepter une "
            + "lettre en retard.",
        ["PERIMETER_TOO_SMALL"] = "Le périmètre compte trop peu d’habitants. Regroupez-vous avec une commune voisine.",
        ["PERIMETER_TOO_LARGE"] = "Le périmètre compte trop d’habitants. Choisissez un quartier, ou moins de communes.",
        ["COMMUNE_OUT_OF_PERIMETER"] = "Une commune n’est pas sur le territoire du syndicat, ou cela reste à confirmer.",
        ["POPULATION_UNCONFIRMED"] = "Le nombre d’habitants du quartier n’est pas encore confirmé par le syndicat.",
        ["SIGN_OFF_MISSING"] = "Il manque la signature d’une commune. Chacune signe avec son propre compte.",
        ["DELIBERATION_MISSING"] = "La délibération du conseil municipal n’est pas encore au dossier.",
        ["CORRECTION_PENDING"] = "Une correction est demandée : rien d’autre n’avance avant.",
        ["INVOLVEMENT_INSUFFICIENT"] = "Il manque des acteurs ayant confirmé. Seules les participations confirmées comptent.",
        ["REVIEWS_MISSING"] = "Le jury n’a pas encore remis toutes ses évaluations.",
        ["NO_PLACE_LEFT"] = "Les places de cet appel sont prises.",
        ["SUPPORT_TEAM_INCOMPLETE"] = "L’équipe d’accompagnement n’est pas complète.",
        ["GRANT_NOT_COMMITTED"] = "La convention signée n’est pas encore enregistrée.",
        ["CENTRAL_SITE_MISSING"] = "Aucun lieu n’est désigné comme lieu central.",
        ["COMMUNE_ALREADY_APPLYING"] = "Une commune participe déjà à une candidature de cet appel.",
        ["COMMUNE_ALREADY_SUPPORTED"] = "Une commune est déjà accompagnée par le syndicat.",
        ["COMMUNE_SUPERSEDED"] = "Une commune fait maintenant partie d’une commune nouvelle.",
    };

    public static string Of(string reason) => Sentences.GetValueOrDefault(reason, Unknown);
}

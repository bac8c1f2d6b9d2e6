using ProjetK.Applications.V1;
using ProjetK.Ecosystem.V1;
using ProjetK.Funding.V1;

namespace ProjetK.Portal;

/// <summary>How what is said in the contract's enums is said on a page, and how it looks: an icon and a tone beside the
/// word, never alone.</summary>
internal static class Labels
{
    public static Label Of(Call.Types.Phase phase) => phase switch
    {
        Call.Types.Phase.Draft => new("Pas encore publié", Tone.Neutral),
        Call.Types.Phase.Announced => new("Annoncé", Tone.Progress),
        Call.Types.Phase.Intent => new("Lettres d’intention", Tone.Progress),
        Call.Types.Phase.Engagement => new("Lettres d’engagement", Tone.Progress),
        Call.Types.Phase.Selection => new("Sélection", Tone.Progress),
        Call.Types.Phase.Cooperation => new("Coopération", Tone.Progress),
        Call.Types.Phase.Closed => new("Clos", Tone.Neutral),
        _ => new("Inconnu", Tone.Neutral),
    };

    public static Label Of(Application.Types.State state) => state switch
    {
        Application.Types.State.Draft => new("Brouillon, pas encore déposé", Tone.Attention),
        Application.Types.State.IntentSubmitted => new("Lettre d’intention déposée", Tone.Progress),
        Application.Types.State.Preparation => new("En préparation", Tone.Progress),
        Application.Types.State.EngagementSubmitted => new("Lettre d’engagement déposée", Tone.Progress),
        Application.Types.State.UnderReview => new("À l’étude", Tone.Progress),
        Application.Types.State.SelectionPending => new("Sélection en cours : crédits demandés", Tone.Progress),
        Application.Types.State.Selected => new("Lauréate", Tone.Done),
        Application.Types.State.Cooperation => new("Coopération en cours", Tone.Done),
        Application.Types.State.Opened => new("Lieu ouvert", Tone.Done),
        Application.Types.State.Waitlisted => new("En liste d’attente", Tone.Progress),
        Application.Types.State.NotSelected => new("Non retenue", Tone.Neutral),
        Application.Types.State.Ineligible => new("Non éligible", Tone.Neutral),
        Application.Types.State.Withdrawn => new("Retirée par la commune", Tone.Neutral),
        Application.Types.State.Lapsed => new("Caduque", Tone.Neutral),
        Application.Types.State.Terminated => new("Coopération résiliée", Tone.Neutral),
        _ => new("Inconnu", Tone.Neutral),
    };

    public static Label Of(PublicApplication.Types.Phase phase) =>
        Of(System.Enum.TryParse<Application.Types.State>($"{phase}", out var state) ? state : default);

    public static Label Of(CheckEligibilityResponse.Types.Status status) => status switch
    {
        CheckEligibilityResponse.Types.Status.Met => new("Rempli", Tone.Done),
        CheckEligibilityResponse.Types.Status.NotMet => new("Non rempli", Tone.Refused),
        _ => new("À confirmer", Tone.Attention),
    };

    public static string Of(CheckEligibilityResponse.Types.Prerequisite prerequisite) => prerequisite switch
    {
        CheckEligibilityResponse.Types.Prerequisite.Population => "Population",
        CheckEligibilityResponse.Types.Prerequisite.Perimeter => "Territoire du syndicat",
        CheckEligibilityResponse.Types.Prerequisite.Availability => "Une seule candidature par commune",
        CheckEligibilityResponse.Types.Prerequisite.Cooperation => "Coopérer",
        CheckEligibilityResponse.Types.Prerequisite.Leadership => "Une commune qui pilote",
        _ => "Autre",
    };

    public static Label Of(Grant.Types.State state) => state switch
    {
        Grant.Types.State.Reserved => new("Réservée", Tone.Progress),
        Grant.Types.State.Committed => new("Engagée (convention signée)", Tone.Progress),
        Grant.Types.State.Completed => new("Soldée", Tone.Done),
        Grant.Types.State.Released => new("Libérée", Tone.Neutral),
        Grant.Types.State.Terminated => new("Résiliée", Tone.Neutral),
        _ => new("Inconnu", Tone.Neutral),
    };

    public static Label Of(Territory.Types.Stage stage) => stage switch
    {
        Territory.Types.Stage.Candidate => new("Candidat", Tone.Progress),
        Territory.Types.Stage.Cooperating => new("Coopération en cours", Tone.Done),
        Territory.Types.Stage.Open => new("Lieu ouvert", Tone.Done),
        Territory.Types.Stage.Dormant => new("En sommeil", Tone.Neutral),
        Territory.Types.Stage.Partner => new("Territoire partenaire", Tone.Progress),
        _ => new("Inconnu", Tone.Neutral),
    };

    public static string Of(WaitingTask.Types.Kind kind) => kind switch
    {
        WaitingTask.Types.Kind.SubmitIntent => "Déposer la lettre d’intention",
        WaitingTask.Types.Kind.SignIntent => "Signer la lettre d’intention",
        WaitingTask.Types.Kind.SubmitEngagement => "Écrire et déposer la lettre d’engagement",
        WaitingTask.Types.Kind.SignEngagement => "Signer la lettre d’engagement",
        WaitingTask.Types.Kind.SendDeliberation => "Envoyer la délibération du conseil municipal",
        WaitingTask.Types.Kind.ConfirmPopulation => "Confirmer une population",
        WaitingTask.Types.Kind.AcceptIntent => "Répondre à une lettre d’intention",
        WaitingTask.Types.Kind.DeliberationOverdue => "Une délibération n’est pas arrivée à temps",
        WaitingTask.Types.Kind.StartReview => "Commencer l’étude",
        WaitingTask.Types.Kind.GatherReviews => "Réunir les évaluations du jury",
        WaitingTask.Types.Kind.Decide => "Décider",
        WaitingTask.Types.Kind.ApproveDecision => "Approuver une décision",
        WaitingTask.Types.Kind.AnnounceDecision => "Annoncer les décisions",
        WaitingTask.Types.Kind.StartCooperation => "Commencer la coopération",
        WaitingTask.Types.Kind.SubmitReview => "Remettre une évaluation",
        WaitingTask.Types.Kind.AnswerCorrection => "Corriger une lettre",
        WaitingTask.Types.Kind.SignCorrection => "Signer une lettre corrigée",
        WaitingTask.Types.Kind.CorrectionOverdue => "Une correction n’est pas arrivée à temps",
        WaitingTask.Types.Kind.AcceptLead => "Accepter de conduire un regroupement",
        WaitingTask.Types.Kind.ReplaceCommune => "Remplacer une commune qui a fusionné",
        WaitingTask.Types.Kind.UndeliveredDecision => "Un courriel de décision n’a pas été remis",
        WaitingTask.Types.Kind.AnswerQuestion => "Répondre à une question du public",
        _ => "Une étape attend",
    };

    /// <summary>What an actor can bring, by the contract's names.</summary>
    public static readonly IReadOnlyList<(string Value, string Text)> Resources =
    [
        ("TIME", "Du temps"), ("SPACE", "Un local, un terrain"), ("MONEY", "De l’argent"), ("SKILL", "Un savoir-faire"),
        ("EQUIPMENT", "Des outils, des machines"),
    ];

    /// <summary>What an actor can agree to.</summary>
    public static readonly IReadOnlyList<(string Value, string Text)>
        PublicName = [("true", "Mon nom peut paraître sur la page publique du territoire.")],
        ContactAllowed = [("true", "La commune et les accompagnateurs peuvent me contacter.")];

    public static Label Of(Commitment.Types.State state) => state switch
    {
        Commitment.Types.State.Invited => new("Invité", Tone.Progress),
        Commitment.Types.State.Confirmed => new("Confirmée", Tone.Done),
        Commitment.Types.State.Declined => new("Refusée", Tone.Neutral),
        Commitment.Types.State.Expired => new("Éteinte", Tone.Neutral),
        Commitment.Types.State.Ended => new("Terminée", Tone.Neutral),
        _ => new("Inconnu", Tone.Neutral),
    };

    public static string Of(Actor.Types.Kind kind) => kind switch
    {
        Actor.Types.Kind.Public => "Acteurs publics",
        Actor.Types.Kind.Private => "Acteurs privés",
        Actor.Types.Kind.Association => "Associations",
        Actor.Types.Kind.School => "Écoles",
        Actor.Types.Kind.Citizens => "Groupes d’habitants",
        _ => "Autres",
    };

    public static string Of(Involvement.Types.Group group) => group switch
    {
        Involvement.Types.Group.Public => "public",
        Involvement.Types.Group.Private => "privé",
        Involvement.Types.Group.Civil => "association ou groupe d’habitants",
        _ => "autre",
    };

    public static string Of(Idea.Types.Land land) => land switch
    {
        Idea.Types.Land.Planted => "Foncier végétalisé",
        Idea.Types.Land.Built => "Foncier urbanisé",
        _ => "Tout foncier",
    };

    public static Label Of(Ecosystem.V1.Action.Types.State state) => state switch
    {
        Ecosystem.V1.Action.Types.State.Proposed => new("Proposée", Tone.Attention),
        Ecosystem.V1.Action.Types.State.Preparing => new("En préparation", Tone.Progress),
        Ecosystem.V1.Action.Types.State.Running => new("En cours", Tone.Done),
        Ecosystem.V1.Action.Types.State.Ended => new("Terminée", Tone.Neutral),
        _ => new("Inconnu", Tone.Neutral),
    };

    public static string Of(Site.Types.Service service) => service switch
    {
        Site.Types.Service.Giving => "don",
        Site.Types.Service.Recovery => "récupération",
        Site.Types.Service.Laundry => "laverie",
        Site.Types.Service.Workspace => "espace de travail",
        Site.Types.Service.Lodging => "hébergement",
        Site.Types.Service.Sorting => "tri",
        Site.Types.Service.Repair => "réparation",
        Site.Types.Service.Catering => "café, repas",
        Site.Types.Service.Shop => "boutique",
        Site.Types.Service.Learning => "ateliers et cours",
        Site.Types.Service.Meeting => "salle de réunion",
        Site.Types.Service.Gardening => "jardinage",
        _ => "autre",
    };

    public static string Of(Entry.Types.Account account) => account switch
    {
        Entry.Types.Account.Budget => "Budget voté",
        Entry.Types.Account.Available => "Disponible",
        Entry.Types.Account.Reserved => "Réservé",
        Entry.Types.Account.Committed => "Engagé (convention signée)",
        Entry.Types.Account.Paid => "Payé",
        Entry.Types.Account.Recovered => "Reversé",
        var other => other.ToString(),
    };

    public static string Of(Entry.Types.Reason reason) => reason switch
    {
        Entry.Types.Reason.Voted => "Vote de l’enveloppe",
        Entry.Types.Reason.Amended => "Modification de l’enveloppe",
        Entry.Types.Reason.Reservation => "Réservation pour une candidature choisie",
        Entry.Types.Reason.Release => "Libération d’une réservation",
        Entry.Types.Reason.Commitment => "Signature d’une convention",
        Entry.Types.Reason.Payment => "Paiement d’un versement",
        Entry.Types.Reason.Return => "Retour d’un virement",
        Entry.Types.Reason.Cancellation => "Annulation d’un versement",
        Entry.Types.Reason.Recovery => "Titre de recette",
        var other => other.ToString(),
    };
}

/// <summary>A word for a state and its tone.</summary>
public sealed record Label(string Text, Tone Tone);

/// <summary>How a state is shown beside its word: each with a colour and a shape of its own.</summary>
public enum Tone
{
    Done,
    Progress,
    Attention,
    Refused,
    Neutral,
}

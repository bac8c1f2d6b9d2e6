using ProjetK.Applications.V1;
using ProjetK.Portal.Forms;
using ProjetK.Portal.Pages.Dossiers;
using Client = ProjetK.Applications.V1.ApplicationService.ApplicationServiceClient;
using Reviews = ProjetK.Applications.V1.ReviewService.ReviewServiceClient;

namespace ProjetK.Portal.Pages.Rooms;

/// <summary>What the syndicate can do with a dossier, step by step.</summary>
internal static class DossierActs
{
    private static readonly ActField Reason =
        new("reason", "Motif", "Lu par la commune : 2 000 caractères au plus.", FieldKind.Long);

    private static readonly ActField Inside =
        new("reason", "Motif", "Lu par le syndicat et les contrôleurs : 2 000 caractères au plus.", FieldKind.Long);

    private static readonly ActField PublicReason =
        new("public_reason", "Motif pour le public (facultatif)", "Sera public le jour de l’annonce.", FieldKind.Long);

    private static readonly ActField Until =
        new("until_time", "Nouvelle date limite", "Jusqu’à ce jour à 23 h 59 min 59 s, heure de Paris.", FieldKind.Day);

    public static readonly IReadOnlyList<Act> All =
    [
        Act.Of<Client, AcceptIntentRequest>("accepter", "Accepter la lettre d’intention",
            "La commune entre en préparation, son territoire est ouvert, et elle est prévenue. Elle pourra déposer sa lettre d’engagement.",
            "Accepter la lettre d’intention", (client, request) => client.AcceptIntentAsync(request).ResponseAsync),
        Act.Of<Client, ConfirmPopulationRequest>("population", "Confirmer ou corriger la population",
            "Ce nombre d’habitants comptera pour l’éligibilité et pour l’aide.", "Confirmer cette population",
            (client, request) => client.ConfirmPopulationAsync(request).ResponseAsync,
            new("population", "Habitants qui comptent", "Un nombre entier.", FieldKind.Number), Inside),
        Act.Of<Client, RequestCorrectionRequest>("correction", "Demander une correction",
            "La commune est prévenue et peut changer les seules réponses choisies, jusqu’à la date donnée. D’ici là, rien n’avance. Son premier dépôt garde sa date.",
            "Demander la correction", (client, request) => client.RequestCorrectionAsync(request).ResponseAsync,
            new("fields", "Réponses à corriger", Kind: FieldKind.Several), new("due_time", "À corriger jusqu’au",
                "Jusqu’à ce jour à 23 h 59 min 59 s, heure de Paris.", FieldKind.Day),
            new("reason", "Ce qui ne va pas", "Lu par la commune : 2 000 caractères au plus.", FieldKind.Long)),
        Act.Of<Client, CancelCorrectionRequest>("annuler-correction", "Annuler la demande de correction",
            "La commune ne peut plus changer ces réponses ; la lettre reste telle qu’elle a été déposée.",
            "Annuler la demande", (client, request) => client.CancelCorrectionAsync(request).ResponseAsync),
        Act.Of<Client, AcceptLateRequest>("delai", "Accepter un dépôt tardif",
            "Cette candidature seule a plus de temps ; une candidature caduque revit. La commune est prévenue.",
            "Donner ce délai", (client, request) => client.AcceptLateAsync(request).ResponseAsync,
            new("letter", "Pour quoi", Kind: FieldKind.Choice)
            {
                Options = [("INTENT", "La lettre d’intention"), ("ENGAGEMENT", "La lettre d’engagement"), ("DELIBERATION", "La délibération")],
            }, Until, Inside),
        Act.Of<Client, StartReviewRequest>("etude", "Commencer l’étude",
            "Le jury peut lire le dossier ; la lettre d’engagement ne change plus, sauf correction demandée.",
            "Commencer l’étude", (client, request) => client.StartReviewAsync(request).ResponseAsync),
        Act.Of<Client, SelectApplicationRequest>("laureate", "Choisir cette candidature",
            "Les crédits sont demandés pour toutes les années ; s’ils manquent, la candidature revient à l’étude et personne d’autre n’en sait rien. Contre l’ordre du classement, une deuxième personne doit approuver. Rien n’est dit à la commune ni au public avant l’annonce.",
            "Choisir cette candidature", (client, request) => client.SelectApplicationAsync(request).ResponseAsync,
            Reason, PublicReason),
        Act.Of<Client, WaitlistApplicationRequest>("attente", "Mettre en liste d’attente",
            "La candidature pourra encore être choisie si une place se libère. Rien n’est dit avant l’annonce.",
            "Mettre en liste d’attente", (client, request) => client.WaitlistApplicationAsync(request).ResponseAsync,
            Reason, PublicReason),
        Act.Of<Client, RejectApplicationRequest>("non-retenue", "Ne pas retenir cette candidature",
            "La candidature ne sera pas choisie dans cet appel. La commune le lira, avec le motif, le jour de l’annonce.",
            "Ne pas retenir cette candidature", (client, request) => client.RejectApplicationAsync(request).ResponseAsync,
            Reason, PublicReason) with { IsDestructive = true },
        Act.Of<Client, DeclareIneligibleRequest>("non-eligible", "Déclarer non éligible",
            "La candidature s’arrête et la commune est prévenue avec ce motif. Seul un recours, à deux personnes, la fait revivre.",
            "Déclarer non éligible", (client, request) => client.DeclareIneligibleAsync(request).ResponseAsync,
            Reason) with { IsDestructive = true },
        Act.Of<Client, ApproveDecisionRequest>("seconde-personne", "Approuver la décision proposée",
            "La décision prend effet tout de suite.", "Approuver la décision",
            (client, request) => client.ApproveDecisionAsync(request).ResponseAsync),
        Act.Of<Client, DeclineDecisionRequest>("desapprouver", "Refuser la décision proposée",
            "La proposition est abandonnée ; la candidature reste où elle est. La personne qui l’a faite lira ce motif.",
            "Refuser la décision", (client, request) => client.DeclineDecisionAsync(request).ResponseAsync, Inside),
        Act.Of<Client, StartCooperationRequest>("cooperation", "Commencer la coopération",
            "La coopération commence aujourd’hui : c’est d’elle que comptent les versements, les rapports et le délai d’ouverture du lieu.",
            "Commencer la coopération", (client, request) => client.StartCooperationAsync(request).ResponseAsync),
        Act.Of<Client, OpenPlaceRequest>("ouverture", "Constater l’ouverture du lieu",
            "Le lieu est annoncé ouvert, à la date d’aujourd’hui.", "Constater l’ouverture du lieu",
            (client, request) => client.OpenPlaceAsync(request).ResponseAsync),
        Act.Of<Client, ReinstateApplicationRequest>("recours", "Rétablir la candidature",
            "Votre proposition est gardée. Elle prendra effet quand une autre personne du syndicat l’aura approuvée ; d’ici là, rien ne change.",
            "Proposer de rétablir la candidature", (client, request) => client.ReinstateApplicationAsync(request).ResponseAsync,
            Reason, Until with { Label = "Nouvelle date limite (facultatif)" }),
        Act.Of<Client, TerminateCooperationRequest>("resiliation", "Résilier la coopération",
            "Votre proposition est gardée. Quand une autre personne du syndicat l’aura approuvée, la coopération s’arrête, ce qui n’est pas payé est libéré, et le territoire est prévenu. Cela ne peut pas être défait.",
            "Proposer la résiliation", (client, request) => client.TerminateCooperationAsync(request).ResponseAsync,
            Reason) with { IsDestructive = true },
        GroupingActs.Propose, GroupingActs.Replace,
    ];

    /// <summary>What can be done with one review of it.</summary>
    public static readonly IReadOnlyList<Act> OfReviews =
    [
        Act.Of<Reviews, UnassignReviewerRequest>("retirer", "Retirer cette évaluation",
            "L’évaluation ne compte plus, quoi qu’elle contienne ; une autre personne peut être désignée.",
            "Retirer cette évaluation", (client, request) => client.UnassignReviewerAsync(request).ResponseAsync,
            Inside) with { IsDestructive = true },
        Act.Of<Reviews, ReturnReviewRequest>("rendre", "Rendre l’évaluation à corriger",
            "Elle ne compte plus jusqu’à ce que le membre du jury la remette de nouveau ; il lira ce motif.",
            "Rendre l’évaluation", (client, request) => client.ReturnReviewAsync(request).ResponseAsync, Inside),
        Act.Of<Reviews, DeclareConflictRequest>("conflit", "Constater un lien d’intérêts",
            "L’évaluation ne compte plus, et ce dossier n’existe plus pour ce membre du jury.",
            "Constater le lien d’intérêts", (client, request) => client.DeclareConflictAsync(request).ResponseAsync,
            Inside) with { IsDestructive = true },
    ];

    /// <summary>Asks somebody to review a dossier.</summary>
    public static readonly Act Assign = Act.Of<Reviews, AssignReviewerRequest>("designer", "Désigner un membre du jury",
        "La personne est prévenue et lira le dossier pendant l’étude, après avoir dit qu’elle n’a pas de lien d’intérêts.",
        "Désigner cette personne", (client, request) => client.AssignReviewerAsync(request).ResponseAsync,
        new ActField("reviewer", "Membre du jury", Kind: FieldKind.Choice));

    private static readonly IReadOnlyList<string> Common =
    [
        "contacts.elected_referent", "contacts.technical_referent", "project.title", "project.summary", "project.maturity",
        "project.ambition", "project.land", "project.themes", "project.shared_values", "project.ideas", "project.attendance",
        "project.needs", "project.coordination",
    ];

    /// <summary>The fields that can be asked to be corrected, as the contract names them.</summary>
    public static IReadOnlyList<(string Value, string Text)> Correctable(Application application)
    {
        var isIntent = application.State is Application.Types.State.IntentSubmitted;
        IEnumerable<string> applicant = isIntent ? ["applicant.kind", "applicant.communes", "applicant.neighbourhood"] : ["applicant.communes"];
        IEnumerable<string> letter = isIntent ? ["intent.text", "intent.signatory"]
            : ["engagement.text", "engagement.signatory", "engagement.deliberation"];
        return [.. applicant.Concat(Common).Concat(letter).Select(field => (field, FieldNames.Of(field)))];
    }

    /// <summary>A line of a dossier's history, in words.</summary>
    public static string Describe(HistoryEntry entry) =>
        string.Join(", ", entry.Fields.Where(field => field is not "unannounced").Select(FieldNames.Of).Distinct()) is { Length: > 0 } fields
            ? $"{TitleOf(entry.Action)} : {fields}" : TitleOf(entry.Action);

    /// <summary>What was asked for by the name of its RPC, in words.</summary>
    public static string TitleOf(string rpc) => All.FirstOrDefault(act => act.Rpc == rpc)?.Title ?? rpc switch
    {
        "CreateApplication" => "Brouillon créé",
        "UpdateApplication" => "Réponses modifiées",
        "SignApplication" => "Lettre signée pour une commune",
        "SubmitIntent" => "Lettre d’intention déposée",
        "SubmitEngagement" => "Lettre d’engagement déposée",
        "AnswerCorrection" => "Correction envoyée",
        "WithdrawApplication" => "Candidature retirée par la commune",
        "RenewApplication" => "Candidature reprise dans une nouvelle vague",
        "ConfirmSelection" => "Crédits réservés",
        "RefuseFunds" => "Crédits refusés",
        "Lapse" => "Devenue caduque",
        "AnnounceDecisions" => "Décision annoncée",
        "PostMessage" => "Message écrit",
        "RecordExchange" => "Rencontre notée",
        "UploadDocument" => "Document ajouté",
        "DeleteDocument" => "Document supprimé",
        "IssueLetter" => "Lettre envoyée",
        "ReissueLetter" => "Lettre réémise",
        "DownloadDossier" => "Dossier téléchargé",
        "ReplaceCommune" => "Commune remplacée par une commune nouvelle",
        "ChangeLead" => "Autre commune cheffe de file proposée",
        "AcceptLead" => "Nouvelle commune cheffe de file",
        "LeaveGrouping" => "Une commune a quitté le regroupement",
        "" => "Étape interne du syndicat",
        _ => "Changement enregistré",
    };
}

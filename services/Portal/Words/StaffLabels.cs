using ProjetK.Applications.V1;
using ProjetK.Auth.V1;
using ProjetK.Ecosystem.V1;
using ProjetK.Funding.V1;
using ProjetK.Operations.V1;

namespace ProjetK.Portal;

/// <summary>How what only staff read is said on a page.</summary>
internal static class StaffLabels
{
    public static Label Of(Instalment.Types.State state) => state switch
    {
        Instalment.Types.State.Planned => new("Prévu", Tone.Attention),
        Instalment.Types.State.Certified => new("Service fait certifié", Tone.Progress),
        Instalment.Types.State.Ordered => new("Mandaté", Tone.Progress),
        Instalment.Types.State.Paid => new("Payé", Tone.Done),
        Instalment.Types.State.Cancelled => new("Annulé", Tone.Neutral),
        _ => new("Inconnu", Tone.Neutral),
    };

    public static string Of(Instalment instalment) => instalment.Kind is Instalment.Types.Kind.Investment
        ? "Investissement" : $"Fonctionnement, année {instalment.Year}";

    public static Label Of(Review.Types.State state) => state switch
    {
        Review.Types.State.Assigned => new("Demandée, pas commencée", Tone.Attention),
        Review.Types.State.Started => new("Commencée, pas remise", Tone.Progress),
        Review.Types.State.Submitted => new("Remise", Tone.Done),
        Review.Types.State.Void => new("Ne compte pas", Tone.Neutral),
        _ => new("Inconnu", Tone.Neutral),
    };

    public static string Of(Letter.Types.Kind kind) => kind switch
    {
        Letter.Types.Kind.Acceptance => "Acceptation de la lettre d’intention",
        Letter.Types.Kind.Ineligibility => "Non-éligibilité",
        Letter.Types.Kind.Selection => "Décision : lauréate",
        Letter.Types.Kind.Refusal => "Décision : non retenue",
        Letter.Types.Kind.WaitingList => "Décision : liste d’attente",
        _ => "Lettre",
    };

    public static string Of(Application.Types.Decision.Types.Outcome outcome) => outcome switch
    {
        Application.Types.Decision.Types.Outcome.Selected => "Lauréate",
        Application.Types.Decision.Types.Outcome.Waitlisted => "En liste d’attente",
        Application.Types.Decision.Types.Outcome.Rejected => "Non retenue",
        Application.Types.Decision.Types.Outcome.Ineligible => "Non éligible",
        Application.Types.Decision.Types.Outcome.FundsRefused => "Crédits refusés",
        Application.Types.Decision.Types.Outcome.Terminated => "Coopération résiliée",
        Application.Types.Decision.Types.Outcome.Reinstated => "Rétablie",
        _ => "Aucune",
    };

    public static string Of(CallStatistics.Types.Delay.Types.Step step) => step switch
    {
        CallStatistics.Types.Delay.Types.Step.IntentToAnswer => "De la lettre d’intention à la réponse",
        CallStatistics.Types.Delay.Types.Step.AnswerToEngagement => "De la réponse à la lettre d’engagement",
        CallStatistics.Types.Delay.Types.Step.EngagementToReview => "De la lettre d’engagement à l’étude",
        CallStatistics.Types.Delay.Types.Step.ReviewToDecision => "De l’étude à la décision",
        _ => "Autre étape",
    };

    public static string Of(Applicant.Types.Kind kind) => kind switch
    {
        Applicant.Types.Kind.Commune => "Commune",
        Applicant.Types.Kind.Grouping => "Regroupement",
        Applicant.Types.Kind.Neighbourhood => "Quartier",
        _ => "Autre",
    };

    public static Label Of(Report.Types.State state) => state switch
    {
        Report.Types.State.Due => new("À déposer", Tone.Attention),
        Report.Types.State.Submitted => new("Déposé", Tone.Progress),
        Report.Types.State.ChangesRequested => new("À compléter", Tone.Attention),
        Report.Types.State.Accepted => new("Accepté", Tone.Done),
        Report.Types.State.Waived => new("Dispensé", Tone.Neutral),
        _ => new("Inconnu", Tone.Neutral),
    };

    public static Label Of(Commitment.Types.State state) => state switch
    {
        Commitment.Types.State.Invited => new("Invité", Tone.Progress),
        Commitment.Types.State.Confirmed => new("Confirmée", Tone.Done),
        Commitment.Types.State.Declined => new("Refusée", Tone.Neutral),
        Commitment.Types.State.Expired => new("Éteinte", Tone.Neutral),
        Commitment.Types.State.Ended => new("Terminée", Tone.Neutral),
        _ => new("Inconnu", Tone.Neutral),
    };

    public static string Of(Access.Types.Role role) => role switch
    {
        Access.Types.Role.Applicant => "Commune",
        Access.Types.Role.Manager => "Syndicat",
        Access.Types.Role.Reviewer => "Jury",
        Access.Types.Role.Finance => "Finances",
        Access.Types.Role.Facilitator => "Accompagnement",
        Access.Types.Role.Auditor => "Contrôle",
        Access.Types.Role.Administrator => "Administration",
        _ => "Autre",
    };

    public static Label Of(ScheduledTask.Types.Outcome outcome) => outcome switch
    {
        ScheduledTask.Types.Outcome.Succeeded => new("Réussie", Tone.Done),
        ScheduledTask.Types.Outcome.Failed => new("Échouée, réessayée bientôt", Tone.Refused),
        _ => new("Pas encore", Tone.Neutral),
    };

    public static string Of(VerifyHistoryResponse.Types.Flaw flaw) => flaw switch
    {
        VerifyHistoryResponse.Types.Flaw.Changed => "son contenu ne correspond plus à son empreinte",
        VerifyHistoryResponse.Types.Flaw.MissingBefore => "une ligne manque avant elle",
        VerifyHistoryResponse.Types.Flaw.Unlinked => "elle n’est pas liée à celle d’avant",
        VerifyHistoryResponse.Types.Flaw.WrongEnd => "la fin de la chaîne n’est pas la bonne",
        VerifyHistoryResponse.Types.Flaw.WrongPerson => "elle mène à une autre personne que celle pour qui elle a été écrite",
        _ => "elle ne se laisse pas vérifier",
    };

    /// <summary>A mean of scores between 0 and 5, such as <c>4,3</c>.</summary>
    public static string Mean(double mean) =>
        (Math.Round(mean * 10) / 10).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture).Replace('.', ',');
}

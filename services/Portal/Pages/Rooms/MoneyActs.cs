using ProjetK.Funding.V1;
using ProjetK.Portal.Forms;
using Client = ProjetK.Funding.V1.FundingService.FundingServiceClient;

namespace ProjetK.Portal.Pages.Rooms;

/// <summary>What finance does with envelopes, grants and their instalments.</summary>
internal static class MoneyActs
{
    private static readonly ActField Why =
        new("reason", "Motif", "Gardé avec l’écriture : 1 000 caractères au plus.", FieldKind.Long);

    private static readonly ActField MaybeWhy = Why with { Label = "Motif (facultatif)" };

    private static readonly ActField Year =
        new("budget_year", "Exercice (facultatif)", "Par exemple 2027 ; celui de la date sans réponse.", FieldKind.Number);

    private static readonly ActField Siret = new("siret", "SIRET de la commune", "Quatorze chiffres, sans espace.");

    private static readonly IReadOnlyList<ActField> Vote =
    [
        Why, new("deliberation", "Numéro de la délibération"),
        new("deliberation_date", "Jour de la délibération (facultatif)", "", FieldKind.Day),
    ];

    /// <summary>What a délibération changes of an envelope.</summary>
    public static readonly IReadOnlyList<Act> OfEnvelopes =
    [
        Amend("modifier", "Modifier le montant voté",
            "L’enveloppe prend ce montant, et l’écart est inscrit au registre public avec la délibération.",
            new ActField("amount", "Nouveau montant total, en euros", "Par exemple 630 000 ou 630 000,00.")),
        Amend("plafond", "Fixer un plafond de paiement",
            "Au-delà de ce montant, aucun versement de cette nature ne peut plus être mandaté dans cet exercice. Le plafond prend la place de celui qui existe pour le même exercice et la même nature.",
            new ActField("payment_limits.0.budget_year", "Exercice", "Par exemple 2027.", FieldKind.Number),
            new ActField("payment_limits.0.kind", "Nature", Kind: FieldKind.Choice)
            {
                Options = [("INVESTMENT", "Investissement"), ("OPERATING", "Fonctionnement")],
            },
            new ActField("payment_limits.0.amount", "Plafond, en euros", "Par exemple 200 000.")),
        Amend("appels", "Ouvrir l’enveloppe à d’autres appels",
            "Les candidatures choisies dans ces appels seront financées par cette enveloppe.",
            new ActField("calls", "Appels", "Un appel n’a qu’une enveloppe.", FieldKind.Several)),
        Amend("imputation", "Changer les lignes budgétaires",
            "Ces lignes remplacent toutes celles d’avant.",
            new ActField("account_codes", "Lignes budgétaires", "Une par ligne, par exemple 65735.", FieldKind.Long)),
    ];

    public static readonly Act Create = Act.Of<Client, CreateEnvelopeRequest>("nouvelle", "Ouvrir une enveloppe",
        "Le montant voté est inscrit au registre public. Les taux, l’exemple étant 80 € et 20 € par habitant, se figent à la publication d’un de ses appels.",
        "Ouvrir l’enveloppe", (client, request) => client.CreateEnvelopeAsync(request).ResponseAsync,
        new("envelope_id", "Identifiant", "Par exemple 2027 : lettres minuscules, chiffres et tirets."),
        new("envelope.label", "Intitulé", "Par exemple « Participation financière »."),
        new("envelope.amount", "Montant voté, en euros", "Par exemple 630 000."),
        new("envelope.investment_rate", "Investissement par habitant, en euros (facultatif)", "80 sans réponse."),
        new("envelope.operating_rate", "Fonctionnement par habitant et par an, en euros (facultatif)", "20 sans réponse."),
        new("envelope.operating_years", "Années de fonctionnement (facultatif)", "3 sans réponse.", FieldKind.Number));

    public static readonly IReadOnlyList<Act> OfGrants =
    [
        Act.Of<Client, CommitGrantRequest>("convention", "Enregistrer la convention signée",
            "Le montant réservé est engagé, et les versements sont prévus. C’est inscrit au registre public.",
            "Enregistrer la convention", (client, request) => client.CommitGrantAsync(request).ResponseAsync,
            new("number", "Numéro de la convention"),
            new("sign_time", "Signée le", "", FieldKind.Day) { IsFromMidnight = true }, Siret),
        Act.Of<Client, ChangeBeneficiaryRequest>("beneficiaire", "Changer de commune bénéficiaire",
            "Les versements à venir iront à cette commune ; ce qui est payé garde la sienne.",
            "Changer de bénéficiaire", (client, request) => client.ChangeBeneficiaryAsync(request).ResponseAsync,
            new("commune", "Commune", Kind: FieldKind.Choice), Siret,
            new("effective_time", "À partir du (facultatif)", "Aujourd’hui sans réponse. Ce qui est payé avant garde son bénéficiaire.", FieldKind.Day)
            {
                IsFromMidnight = true,
            }, Why),
        Act.Of<Client, ReleaseGrantRequest>("liberer", "Libérer la réservation",
            "Le montant redevient disponible pour d’autres, et la candidature devient caduque. Cela ne peut pas être défait ici.",
            "Libérer la réservation", (client, request) => client.ReleaseGrantAsync(request).ResponseAsync, Why)
            with { IsDestructive = true },
    ];

    public static readonly IReadOnlyList<Act> OfInstalments =
    [
        Act.Of<Client, CertifyInstalmentRequest>("certifier", "Certifier le service fait",
            "Vous attestez que ce pour quoi ce versement est dû a été fait. Une autre personne devra le mandater.",
            "Certifier le service fait", (client, request) => client.CertifyInstalmentAsync(request).ResponseAsync),
        Act.Of<Client, OrderInstalmentRequest>("mandater", "Mandater le versement",
            "L’ordre de payer part chez le comptable public. Qui a certifié ne mandate pas.",
            "Mandater le versement", (client, request) => client.OrderInstalmentAsync(request).ResponseAsync,
            new("mandate_number", "Numéro du mandat", "Il ne sert qu’une fois ; par exemple 2027-0412."), Year),
        Act.Of<Client, RecordPaymentRequest>("paiement", "Enregistrer le paiement",
            "Le montant passe d’engagé à payé ; l’écriture est publique.", "Enregistrer le paiement",
            (client, request) => client.RecordPaymentAsync(request).ResponseAsync,
            new("payment_date", "Payé le", "", FieldKind.Day),
            new("treasury_reference", "Référence du comptable", "Elle ne sert qu’une fois."), Year),
        Act.Of<Client, RejectInstalmentRequest>("rejet", "Enregistrer le rejet du comptable",
            "Le versement redevient certifié ; un nouveau mandat, avec un autre numéro, sera nécessaire.",
            "Enregistrer le rejet", (client, request) => client.RejectInstalmentAsync(request).ResponseAsync, MaybeWhy),
        Act.Of<Client, RecordReturnRequest>("retour", "Enregistrer un virement revenu",
            "La banque a rendu l’argent : le versement redevient mandaté, et le montant engagé.",
            "Enregistrer le retour", (client, request) => client.RecordReturnAsync(request).ResponseAsync,
            new("return_date", "Revenu le (facultatif)", "Aujourd’hui sans réponse.", FieldKind.Day), Year, MaybeWhy),
        Act.Of<Client, RecordRecoveryRequest>("titre-de-recette", "Enregistrer un titre de recette",
            "Ce montant revient au syndicat. Le versement reste payé, et l’argent n’est pas de nouveau disponible sans délibération.",
            "Enregistrer le titre de recette", (client, request) => client.RecordRecoveryAsync(request).ResponseAsync,
            new("amount", "Montant, en euros", "Par exemple 26 840,00."),
            new("recovery_date", "Le (facultatif)", "Aujourd’hui sans réponse.", FieldKind.Day), Year,
            new("title_number", "Numéro du titre de recette"), MaybeWhy),
        Act.Of<Client, CancelInstalmentRequest>("annuler", "Annuler le versement",
            "Ce versement ne sera pas payé à la commune, et son montant redevient disponible. Cela ne peut pas être défait.",
            "Annuler le versement", (client, request) => client.CancelInstalmentAsync(request).ResponseAsync, MaybeWhy)
            with { IsDestructive = true },
    ];

    /// <summary>All of them, by the RPC that is written in histories.</summary>
    private static readonly IReadOnlyList<Act> All = [.. OfGrants, .. OfInstalments];

    /// <summary>What was asked for by the name of its RPC, or what the service did by itself, in words.</summary>
    public static string TitleOf(string action) => All.FirstOrDefault(act => act.Rpc == action)?.Title ?? action switch
    {
        "ReserveFunds" => "Réserver pour la candidature choisie",
        "AnnounceGrants" => "Annoncer la décision",
        "StartPayments" => "Dater les versements : la coopération commence",
        "EndPayments" => "Annuler ce qui n’est pas mandaté : la coopération est résiliée",
        "ReleaseFunds" => "Libérer : la candidature est retirée",
        "ReleaseOverdueGrants" => "Libérer : la convention n’est pas signée à temps",
        "FollowApplicant" => "Suivre un changement des communes",
        "UploadDocument" => "Ajouter un acte",
        "DeleteDocument" => "Retirer un acte",
        _ => "Changement enregistré",
    };

    /// <summary>What comes next for an instalment, where it stands; the service decides.</summary>
    public static IEnumerable<Act> After(Instalment.Types.State state) => OfInstalments.Where(act => state switch
    {
        Instalment.Types.State.Planned => act.Path is "certifier" or "annuler",
        Instalment.Types.State.Certified => act.Path is "mandater" or "annuler",
        Instalment.Types.State.Ordered => act.Path is "paiement" or "rejet",
        Instalment.Types.State.Paid => act.Path is "retour" or "titre-de-recette",
        _ => false,
    });

    /// <summary>What comes next for a grant, where it stands; the service decides.</summary>
    public static IEnumerable<Act> After(Grant.Types.State state) => OfGrants.Where(act => state switch
    {
        Grant.Types.State.Reserved => true,
        Grant.Types.State.Committed => act.Path is "beneficiaire",
        _ => false,
    });

    private static Act Amend(string path, string title, string effect, params IReadOnlyList<ActField> fields) =>
        Act.Of<Client, AmendEnvelopeRequest>(path, title, effect, title, SendAmendment, [.. fields, .. Vote]);

    /// <summary>A form holds the lines of the budget as one text.</summary>
    private static Task SendAmendment(Client client, AmendEnvelopeRequest request)
    {
        var lines = request.AccountCodes.SelectMany(text => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();
        request.AccountCodes.Clear();
        request.AccountCodes.Add(lines);
        return client.AmendEnvelopeAsync(request).ResponseAsync;
    }
}

using ProjetK.Ecosystem.V1;
using ProjetK.Portal.Forms;
using Client = ProjetK.Ecosystem.V1.EcosystemService.EcosystemServiceClient;

namespace ProjetK.Portal.Pages.Rooms;

/// <summary>What those who accompany a territory do, and the syndicate with its yearly reports.</summary>
internal static class TerritoryActs
{
    private static readonly ActField Reason =
        new("reason", "Motif", "Lu par le territoire : 2 000 caractères au plus.", FieldKind.Long);

    public static readonly Act
        Note = Act.Of<Client, CreateJournalEntryRequest>("note", "Écrire dans le journal",
            "Une note ne change plus une fois écrite.", "Enregistrer la note",
            (client, request) => client.CreateJournalEntryAsync(request).ResponseAsync,
            new("entry.visibility", "Qui la lit", Kind: FieldKind.Choice)
            {
                Options = [("SHARED", "L’équipe d’accompagnement et le syndicat"), ("PRIVATE", "Moi seul(e)")],
            },
            new("entry.text", "La note", "10 000 caractères au plus.", FieldKind.Long),
            new("entry.date", "Le jour dont elle parle (facultatif)", "Aujourd’hui sans réponse.", FieldKind.Day)),
        Reach = Act.Of<Client, ReachMilestoneRequest>("etape-atteinte", "Dire que l’étape est atteinte",
            "Elle est comptée comme atteinte.", "L’étape est atteinte",
            (client, request) => client.ReachMilestoneAsync(request).ResponseAsync,
            new ActField("reach_time", "Atteinte le (facultatif)", "Aujourd’hui sans réponse.", FieldKind.Day) { IsFromMidnight = true });

    /// <summary>Composes the team; nobody in a place ends it.</summary>
    public static readonly Act Assign = Act.Of<Client, AssignSupportRequest>("equipe", "Composer l’équipe",
        "Qui est dans l’équipe lit le territoire et sa candidature, et y écrit ; qui n’y est plus ne les voit plus.", "Enregistrer cette équipe",
        (client, request) => client.AssignSupportAsync(request).ResponseAsync,
        new("representative", "Représentant ou représentante du syndicat", Kind: FieldKind.Choice),
        new("facilitators", "Accompagnateurs COOP’TER", "Deux personnes ; aucune case cochée met fin à leur mission.", FieldKind.Several));

    private static readonly IReadOnlyList<ActField> PlannedStep =
    [
        new("milestone.display_name", "Nom de l’étape", "Par exemple « Permis de construire »."),
        new("milestone.due_time", "À atteindre avant la fin du", "", FieldKind.Day),
        new("milestone.description", "Ce qu’elle comprend (facultatif)", "2 000 caractères au plus.", FieldKind.Long),
    ];

    public static readonly Act Plan = Act.Of<Client, CreateMilestoneRequest>("etape-prevue", "Prévoir une étape",
            "Elle compte dans l’avancement du territoire, que la commune et le syndicat lisent.", "Prévoir cette étape",
            (client, request) => client.CreateMilestoneAsync(request).ResponseAsync, PlannedStep),
        Move = Act.Of<Client, UpdateMilestoneRequest>("etape-changee", "Déplacer ou renommer une étape",
            "L’équipe, la commune et le syndicat lisent la nouvelle date.", "Changer cette étape",
            (client, request) =>
            {
                request.UpdateMask = new() { Paths = { "display_name", "due_time", "description" } };
                return client.UpdateMilestoneAsync(request).ResponseAsync;
            }, PlannedStep);

    public static readonly Act Measure = Act.Of<Client, RecordIndicatorRequest>("mesure", "Enregistrer une mesure",
        "Elle remplace celle de la même année, s’il y en a une. Le public la lit quand un rapport du territoire est accepté.", "Enregistrer la mesure",
        (client, request) =>
        {
            (request.Indicator.Value, request.Indicator.Baseline) = (Decimal(request.Indicator.Value), Decimal(request.Indicator.Baseline));
            return client.RecordIndicatorAsync(request).ResponseAsync;
        },
        new("indicator.indicator", "Ce qui est mesuré", "Lettres minuscules, chiffres et tirets, par exemple residual-waste ; pour une cible de l’appel, son identifiant."),
        new("indicator.title", "En français (facultatif)", "Par exemple « Déchets résiduels »."),
        new("indicator.year", "Année mesurée", "Par exemple 2027.", FieldKind.Number),
        new("indicator.value", "Valeur", "Par exemple 182,5."),
        new("indicator.unit", "Unité", "Par exemple kg/hab/an."),
        new("indicator.baseline", "Valeur de départ, avant la coopération (facultatif)", "Par exemple 210."),
        new("indicator.method", "Comment c’est mesuré (facultatif)", "2 000 caractères au plus.", FieldKind.Long),
        new("indicator.source", "Qui l’a mesuré, ou où c’est publié (facultatif)"));

    public static readonly Act Submit = Act.Of<Client, SubmitReportRequest>("deposer", "Déposer le rapport de l’année",
        "Le syndicat le lit et peut demander de le compléter. Une fois accepté, tout le monde le lit, et le versement de l’année suivante peut être certifié.",
        "Déposer le rapport", (client, request) => client.SubmitReportAsync(request).ResponseAsync,
        new("summary", "Ce qui s’est passé dans l’année", "10 000 caractères au plus.", FieldKind.Long),
        new("achievements", "Ce qui est réussi (facultatif)", "10 000 caractères au plus.", FieldKind.Long),
        new("difficulties", "Ce qui est difficile (facultatif)", "10 000 caractères au plus.", FieldKind.Long),
        new("next_steps", "La suite (facultatif)", "10 000 caractères au plus.", FieldKind.Long));

    public static readonly IReadOnlyList<Act> OfReports =
    [
        Submit,
        Act.Of<Client, AcceptReportRequest>("accepter", "Accepter le rapport",
            "Tout le monde peut alors le lire, et le versement de l’année suivante peut être certifié.", "Accepter le rapport",
            (client, request) => client.AcceptReportAsync(request).ResponseAsync),
        Act.Of<Client, RequestReportChangesRequest>("completer", "Demander de compléter le rapport",
            "Le territoire le déposera de nouveau.", "Demander de compléter",
            (client, request) => client.RequestReportChangesAsync(request).ResponseAsync, Reason with { Label = "Ce qui est à compléter" }),
        Act.Of<Client, ExtendReportDueRequest>("delai", "Donner plus de temps pour le rapport",
            "Le territoire est prévenu de la nouvelle date.", "Donner ce délai",
            (client, request) => client.ExtendReportDueAsync(request).ResponseAsync,
            new("due_time", "Nouvelle date limite", "Jusqu’à ce jour à 23 h 59 min 59 s.", FieldKind.Day), Reason),
        Act.Of<Client, WaiveReportRequest>("dispenser", "Dispenser du rapport",
            "Deux personnes du syndicat doivent le demander ; avec la deuxième, le rapport n’est plus attendu.", "Dispenser du rapport",
            (client, request) => client.WaiveReportAsync(request).ResponseAsync, Reason),
    ];

    public static readonly IReadOnlyList<Act> All =
        [Note, Plan, Move, Reach, Assign, Measure, PlaceActs.AddSite, PlaceActs.ChangeSite, PlaceActs.AddAction, PlaceActs.ChangeAction, .. OfReports];

    /// <summary>What comes next for a report, where it stands; the service decides.</summary>
    public static IEnumerable<Act> After(Report report) => OfReports.Where(act => report.State switch
    {
        Report.Types.State.Submitted => act.Path is "accepter" or "completer" or "dispenser",
        Report.Types.State.Due or Report.Types.State.ChangesRequested => act.Path is "deposer" or "delai" or "dispenser",
        _ => false,
    });

    /// <summary>How a measure moves, in words.</summary>
    public static string Of(Indicator.Types.Trend trend) => trend switch
    {
        Indicator.Types.Trend.Falling => "en baisse",
        Indicator.Types.Trend.Steady => "stable",
        Indicator.Types.Trend.Rising => "en hausse",
        _ => "première mesure",
    };

    private static string Decimal(string typed) => typed.Replace(" ", "").Replace(French.Space, "").Replace(',', '.');
}

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
        Plan = Act.Of<Client, CreateMilestoneRequest>("etape-prevue", "Prévoir une étape",
            "Elle compte dans l’avancement du territoire, que la commune et le syndicat lisent.", "Prévoir cette étape",
            (client, request) => client.CreateMilestoneAsync(request).ResponseAsync,
            new("milestone.display_name", "Nom de l’étape", "Par exemple « Permis de construire »."),
            new("milestone.due_time", "À atteindre avant la fin du", "", FieldKind.Day),
            new("milestone.description", "Ce qu’elle comprend (facultatif)", "2 000 caractères au plus.", FieldKind.Long)),
        Reach = Act.Of<Client, ReachMilestoneRequest>("etape-atteinte", "Dire que l’étape est atteinte",
            "Elle est comptée comme atteinte.", "L’étape est atteinte",
            (client, request) => client.ReachMilestoneAsync(request).ResponseAsync,
            new ActField("reach_time", "Atteinte le (facultatif)", "Aujourd’hui sans réponse.", FieldKind.Day) { IsFromMidnight = true });

    public static readonly IReadOnlyList<Act> OfReports =
    [
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

    public static readonly IReadOnlyList<Act> All = [Note, Plan, Reach, .. OfReports];

    /// <summary>What comes next for a report, where it stands; the service decides.</summary>
    public static IEnumerable<Act> After(Report report) => OfReports.Where(act => report.State switch
    {
        Report.Types.State.Submitted => act.Path is "accepter" or "completer",
        Report.Types.State.Due or Report.Types.State.ChangesRequested => act.Path is "delai" or "dispenser",
        _ => false,
    });
}

using ProjetK.Applications.V1;
using ProjetK.Portal.Forms;
using Client = ProjetK.Applications.V1.CallService.CallServiceClient;

namespace ProjetK.Portal.Pages.Rooms;

/// <summary>What the syndicate can do with a whole call.</summary>
internal static class CallActs
{
    public static readonly IReadOnlyList<Act> All =
    [
        Act.Of<Client, PublishCallRequest>("publier", "Publier l’appel",
            "L’appel devient public, ses règles ne changent plus, et les taux de son enveloppe sont figés.",
            "Publier l’appel", (client, request) => client.PublishCallAsync(request).ResponseAsync),
        Act.Of<Client, ExtendDeadlineRequest>("prolonger", "Prolonger une date limite",
            "Toutes les candidatures ont plus de temps, et le motif est public. Une date ne peut que reculer.",
            "Prolonger la date limite", (client, request) => client.ExtendDeadlineAsync(request).ResponseAsync,
            new("deadline", "Quelle date limite", Kind: FieldKind.Choice)
            {
                Options = [("INTENT", "Lettres d’intention"), ("ENGAGEMENT", "Lettres d’engagement"), ("DELIBERATION", "Délibérations")],
            },
            new("date", "Nouveau dernier jour", "Jusqu’à ce jour à 23 h 59 min 59 s, heure de Paris.", FieldKind.Day),
            new("reason", "Motif", "Sera public : 2 000 caractères au plus.", FieldKind.Long)),
        Act.Of<Client, AnnounceDecisionsRequest>("annoncer", "Annoncer les décisions",
            "Toutes les communes concernées sont prévenues au même instant, et le public lit qui est lauréat, avec les motifs publics. Cela ne peut pas être défait.",
            "Annoncer les décisions", (client, request) => client.AnnounceDecisionsAsync(request).ResponseAsync),
        Act.Of<Client, CloseCallRequest>("clore", "Clore l’appel",
            "Plus aucune lettre n’est reçue ; les brouillons deviennent caducs. Les coopérations en cours continuent.",
            "Clore l’appel", (client, request) => client.CloseCallAsync(request).ResponseAsync) with { IsDestructive = true },
    ];
}

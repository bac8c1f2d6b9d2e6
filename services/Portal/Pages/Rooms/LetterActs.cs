using ProjetK.Applications.V1;
using ProjetK.Portal.Forms;
using Client = ProjetK.Applications.V1.ApplicationService.ApplicationServiceClient;

namespace ProjetK.Portal.Pages.Rooms;

/// <summary>The syndicate's letters to applicants.</summary>
internal static class LetterActs
{
    private static readonly ActField Text =
        new("text", "Texte de la lettre", "Sans adresse, date ni voies de recours : elles sont ajoutées.", FieldKind.Long);

    public static readonly Act Issue = Act.Of<Client, IssueLetterRequest>("envoyer-lettre", "Envoyer une lettre",
        "Une fois envoyée, la lettre ne change plus. L’acceptation et la non-éligibilité se lisent tout de suite ; les autres lettres, le jour de l’annonce.",
        "Envoyer la lettre", (client, request) => client.IssueLetterAsync(request).ResponseAsync,
        new("kind", "Quelle lettre", Kind: FieldKind.Choice)
        {
            Options =
            [
                ("ACCEPTANCE", StaffLabels.Of(Letter.Types.Kind.Acceptance)),
                ("INELIGIBILITY", StaffLabels.Of(Letter.Types.Kind.Ineligibility)),
                ("SELECTION", StaffLabels.Of(Letter.Types.Kind.Selection)),
                ("REFUSAL", StaffLabels.Of(Letter.Types.Kind.Refusal)),
                ("WAITING_LIST", StaffLabels.Of(Letter.Types.Kind.WaitingList)),
            ],
        }, Text);

    public static readonly Act Reissue = Act.Of<Client, ReissueLetterRequest>("reemettre", "Réémettre une lettre",
        "La nouvelle lettre annule et remplace l’ancienne, qui reste consultable ; le motif y est écrit.",
        "Réémettre la lettre", (client, request) => client.ReissueLetterAsync(request).ResponseAsync,
        new("reason", "Motif", "Écrit dans la nouvelle lettre.", FieldKind.Long), Text);

    public static readonly IReadOnlyList<Act> All = [Issue, Reissue];
}

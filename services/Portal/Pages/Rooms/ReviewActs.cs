using ProjetK.Applications.V1;
using ProjetK.Portal.Forms;
using Client = ProjetK.Applications.V1.ReviewService.ReviewServiceClient;

namespace ProjetK.Portal.Pages.Rooms;

/// <summary>What a member of the jury does with their own review.</summary>
internal static class ReviewActs
{
    public static readonly Act Submit = Act.Of<Client, SubmitReviewRequest>("remettre", "Remettre l’évaluation",
        "L’évaluation compte alors et ne change plus, sauf si le syndicat vous la rend. Vous lirez ensuite celles des autres.",
        "Remettre l’évaluation", (client, request) => client.SubmitReviewAsync(request).ResponseAsync);

    public static readonly Act Conflict = Act.Of<Client, DeclareConflictRequest>("lien", "Déclarer un lien d’intérêts",
        "Ce que vous avez écrit ne compte plus, et ce dossier n’existe plus pour vous.",
        "Déclarer ce lien", (client, request) => client.DeclareConflictAsync(request).ResponseAsync,
        new ActField("reason", "Quel lien", "Lu par le syndicat seulement.", FieldKind.Long)) with
    { IsDestructive = true };
}

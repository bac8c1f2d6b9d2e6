using ProjetK.Applications.V1;
using ProjetK.Portal.Forms;
using Client = ProjetK.Applications.V1.CallService.CallServiceClient;

namespace ProjetK.Portal.Pages.Rooms;

/// <summary>What the syndicate does with a question of the public.</summary>
internal static class QuestionActs
{
    public static readonly IReadOnlyList<Act> All =
    [
        Act.Of<Client, AnswerQuestionRequest>("repondre", "Répondre à la question",
            "La question et la réponse sont publiées, et ne changent plus.", "Publier la réponse",
            (client, request) => client.AnswerQuestionAsync(request).ResponseAsync,
            new("text", "La question, telle qu’elle sera publiée", "Ôtez-en ce qui dirait qui l’a posée.", FieldKind.Long),
            new("answer", "Votre réponse", "Publique : 5 000 caractères au plus.", FieldKind.Long)),
        Act.Of<Client, AnswerQuestionRequest>("ecarter", "Écarter la question",
            "La question n’est pas publiée et son texte est effacé. Cela ne peut pas être défait.", "Écarter la question",
            (client, request) => client.AnswerQuestionAsync(request).ResponseAsync,
            new ActField("reason", "Motif", "Lu par le syndicat seul : 2 000 caractères au plus.", FieldKind.Long)) with
        {
            IsDestructive = true,
            New = () => new AnswerQuestionRequest { Discard = true },
        },
    ];
}

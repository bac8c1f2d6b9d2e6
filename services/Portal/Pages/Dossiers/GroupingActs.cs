using ProjetK.Applications.V1;
using ProjetK.Portal.Forms;
using Client = ProjetK.Applications.V1.ApplicationService.ApplicationServiceClient;

namespace ProjetK.Portal.Pages.Dossiers;

/// <summary>What changes who applies: by its communes, and by the syndicate where one merged or is silent.</summary>
internal static class GroupingActs
{
    private static readonly ActField Reason =
        new("reason", "Motif", "Lu par les communes et le syndicat : 2 000 caractères au plus.", FieldKind.Long);

    public static readonly Act
        Leave = Act.Of<Client, LeaveGroupingRequest>("quitter", "Quitter le regroupement",
            "Votre commune ne participe plus à cette candidature et n’y a plus accès. Les habitants sont recomptés ; une commune qui reste seule candidate seule. Les signatures d’une lettre qui n’est pas déposée sont annulées. Les autres communes sont prévenues.",
            "Quitter le regroupement", (client, request) => client.LeaveGroupingAsync(request).ResponseAsync,
            new ActField("commune", "La commune qui part", Kind: FieldKind.Choice)) with
        { IsDestructive = true },
        Propose = Act.Of<Client, ChangeLeadRequest>("cheffe-de-file", "Proposer une autre commune cheffe de file",
            "La commune choisie est prévenue. Rien ne change avant qu’elle accepte ; choisir la cheffe de file actuelle reprend la proposition.",
            "Proposer cette commune", (client, request) => client.ChangeLeadAsync(request).ResponseAsync,
            new("lead_commune", "La commune qui conduirait le regroupement", Kind: FieldKind.Choice), Reason),
        Accept = Act.Of<Client, AcceptLeadRequest>("accepter", "Accepter de conduire le regroupement",
            "Votre commune modifie et dépose désormais les lettres, et la subvention lui serait versée. Les signatures d’une lettre qui n’est pas déposée sont annulées. Les autres communes et le syndicat sont prévenus.",
            "Accepter de conduire le regroupement", (client, request) => client.AcceptLeadAsync(request).ResponseAsync),
        Replace = Act.Of<Client, ReplaceCommuneRequest>("remplacer-commune", "Remplacer une commune qui a fusionné",
            "La commune nouvelle prend sa place. Les habitants comptés restent les mêmes ; une commune seule devient un quartier de la commune nouvelle. Les signatures d’une lettre qui n’est pas déposée sont annulées.",
            "Remplacer cette commune", (client, request) => client.ReplaceCommuneAsync(request).ResponseAsync,
            new("commune", "La commune qui a fusionné", Kind: FieldKind.Choice),
            new("by", "La commune dont elle fait partie", Kind: FieldKind.Choice), Reason);

    /// <summary>Those of the communes.</summary>
    public static readonly IReadOnlyList<Act> OfCommunes = [Leave, Propose, Accept];

    /// <summary>The page of each, below that of the dossier.</summary>
    public static string AddressOf(Act act) => act == Accept ? $"{Propose.Path}/{act.Path}" : act.Path;
}

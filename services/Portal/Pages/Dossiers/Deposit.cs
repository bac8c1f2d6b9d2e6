using ProjetK.Applications.V1;

namespace ProjetK.Portal.Pages.Dossiers;

/// <summary>A letter that is handed in: its place in addresses, the RPC that does it, and the words for it.</summary>
internal sealed record Deposit(string Path, string Action, string Letter, string Check, string Button, string Done)
{
    public static readonly Deposit
        Intent = new("intention", "SubmitIntent", "La lettre d’intention", "Vérifier et déposer la lettre d’intention",
            "Déposer la lettre d’intention", "Lettre d’intention déposée"),
        Engagement = new("engagement", "SubmitEngagement", "La lettre d’engagement",
            "Vérifier et déposer la lettre d’engagement", "Déposer la lettre d’engagement", "Lettre d’engagement déposée"),
        Correction = new("correction", "AnswerCorrection", "La correction", "Vérifier et envoyer la correction",
            "Envoyer la correction", "Correction envoyée");

    private static readonly IReadOnlyList<Deposit> All = [Intent, Engagement, Correction];

    /// <summary>The one in an address.</summary>
    public static Deposit? At(string path) => All.FirstOrDefault(deposit => deposit.Path == path);

    /// <summary>The one that this person may do, or would but for something that is missing.</summary>
    public static Deposit? Next(Application application) => All.FirstOrDefault(deposit =>
        application.AllowedActions.Contains(deposit.Action)
        || application.BlockedActions.Any(blocked => blocked.Action == deposit.Action));

    /// <summary>The receipts under which a letter's are found in the contract.</summary>
    public static string ReceiptOf(string path) => path is "engagement" ? "engagement" : "intent";
}

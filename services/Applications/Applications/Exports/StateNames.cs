namespace ProjetK.Applications;

/// <summary>What the states are called in French.</summary>
internal static class StateNames
{
    public static string Of(ApplicationState state) => state switch
    {
        ApplicationState.Draft => "Brouillon",
        ApplicationState.IntentSubmitted => "Lettre d'intention reçue",
        ApplicationState.Preparation => "En préparation",
        ApplicationState.EngagementSubmitted => "Lettre d'engagement reçue",
        ApplicationState.UnderReview => "À l'étude",
        ApplicationState.SelectionPending => "Sélection en attente des fonds",
        ApplicationState.Selected => "Retenue",
        ApplicationState.Cooperation => "En coopération",
        ApplicationState.Opened => "Lieu ouvert",
        ApplicationState.Withdrawn => "Retirée",
        ApplicationState.Ineligible => "Non éligible",
        ApplicationState.Waitlisted => "En liste d'attente",
        ApplicationState.NotSelected => "Non retenue",
        ApplicationState.Lapsed => "Caduque",
        ApplicationState.Terminated => "Coopération arrêtée",
    };
}

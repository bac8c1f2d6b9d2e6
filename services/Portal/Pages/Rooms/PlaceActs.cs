using ProjetK.Ecosystem.V1;
using ProjetK.Portal.Forms;
using Client = ProjetK.Ecosystem.V1.EcosystemService.EcosystemServiceClient;

namespace ProjetK.Portal.Pages.Rooms;

/// <summary>What is written of a territory's sites, and of what is done there.</summary>
internal static class PlaceActs
{
    /// <summary>What people find in a place, by the contract's names.</summary>
    public static IReadOnlyList<(string Value, string Text)> Services { get; } =
    [
        ("GIVING", "Donner et prendre"), ("RECOVERY", "Récupérer des objets et des matériaux"), ("LAUNDRY", "Laverie"),
        ("WORKSPACE", "Espace de travail partagé"), ("LODGING", "Hébergement"), ("SORTING", "Trier"), ("REPAIR", "Réparer"),
        ("CATERING", "Manger ou boire"), ("SHOP", "Boutique"), ("LEARNING", "Cours et ateliers"), ("MEETING", "Salles de réunion"),
        ("GARDENING", "Cultiver"),
    ];

    /// <summary>How far an action is, by the contract's names.</summary>
    public static IReadOnlyList<(string Value, string Text)> States { get; } =
        [("PROPOSED", "Souhaitée"), ("PREPARING", "En préparation"), ("RUNNING", "En cours"), ("ENDED", "Terminée ou abandonnée")];

    private static readonly IReadOnlyList<ActField> Site =
    [
        new("site.display_name", "Comment on l’appelle", "Par exemple « L’ancienne gare »."),
        new("site.land", "Foncier", Kind: FieldKind.Choice)
        {
            Options = [("PLANTED", "Foncier végétalisé"), ("BUILT", "Foncier urbanisé")],
        },
        new("site.address", "Adresse (facultatif)", "500 caractères au plus.", FieldKind.Long),
        new("site.location.latitude", "Latitude (facultatif)", "En degrés, par exemple 45,0478 : celle que donne une carte en ligne."),
        new("site.location.longitude", "Longitude (facultatif)", "En degrés, par exemple −0,4956."),
        new("site.area_square_meters", "Surface en mètres carrés (facultatif)", "Un nombre entier.", FieldKind.Number),
        new("site.owner", "À qui il est (facultatif)", "D’une personne privée, ne dites que « un particulier »."),
        new("site.condition", "Dans quel état il est (facultatif)", "1 000 caractères au plus.", FieldKind.Long),
        new("site.services", "Ce qu’on y trouve, ou y trouvera", Kind: FieldKind.Several) { Options = Services },
        new("site.central", "Le lieu central", "Un seul par territoire ; il en faut un pour ouvrir.", FieldKind.Several)
        {
            Options = [("true", "C’est le lieu central du territoire.")],
        },
    ];

    private static readonly IReadOnlyList<ActField> Action =
    [
        new("action.display_name", "Comment vous l’appelez (facultatif)", "Par exemple « Le repair café du samedi ». Sans réponse, le nom de l’idée."),
        new("action.state", "Où elle en est", Kind: FieldKind.Choice) { Options = States },
        new("action.site", "Où (facultatif)", Kind: FieldKind.Choice),
        new("action.lead_actor", "Qui la mène (facultatif)", Kind: FieldKind.Choice),
        new("action.partners", "Avec qui (facultatif)", Kind: FieldKind.Several),
        new("action.start_date", "À partir du (facultatif)", "", FieldKind.Day),
        new("action.end_date", "Jusqu’au (facultatif)", "", FieldKind.Day),
        new("action.description", "Ce que c’est (facultatif)", "5 000 caractères au plus.", FieldKind.Long),
        new("action.land_override_reason", "Pourquoi ce lieu, si l’idée demande un autre foncier (facultatif)", "1 000 caractères au plus.", FieldKind.Long),
    ];

    public static readonly Act
        AddSite = Act.Of<Client, CreateSiteRequest>("lieu-ajoute", "Ajouter un lieu", "Tout le monde peut le lire, sur la page du territoire.",
            "Ajouter ce lieu", (client, request) => client.CreateSiteAsync(request).ResponseAsync, Site),
        ChangeSite = Act.Of<Client, UpdateSiteRequest>("lieu-change", "Changer un lieu", "Tout le monde peut le lire, sur la page du territoire.",
            "Enregistrer ce lieu", (client, request) =>
            {
                request.UpdateMask = Mask("display_name", "land", "address", "location", "area_square_meters", "owner", "condition", "services", "central");
                return client.UpdateSiteAsync(request).ResponseAsync;
            }, Site),
        AddAction = Act.Of<Client, CreateActionRequest>("action-ajoutee", "Ajouter une action", "Tout le monde peut la lire, sur la page du territoire.",
            "Ajouter cette action", (client, request) => client.CreateActionAsync(request).ResponseAsync,
            [new ActField("action.idea", "L’idée que l’action reprend", Kind: FieldKind.Choice), .. Action]),
        ChangeAction = Act.Of<Client, UpdateActionRequest>("action-changee", "Changer une action", "Tout le monde peut la lire, sur la page du territoire.",
            "Enregistrer cette action", (client, request) =>
            {
                request.UpdateMask = Mask("display_name", "state", "site", "lead_actor", "partners", "start_date", "end_date", "description", "land_override_reason");
                return client.UpdateActionAsync(request).ResponseAsync;
            }, Action);

    /// <summary>How far an action is.</summary>
    public static Label Of(ProjetK.Ecosystem.V1.Action.Types.State state) => state switch
    {
        ProjetK.Ecosystem.V1.Action.Types.State.Preparing => new("En préparation", Tone.Progress),
        ProjetK.Ecosystem.V1.Action.Types.State.Running => new("En cours", Tone.Done),
        ProjetK.Ecosystem.V1.Action.Types.State.Ended => new("Terminée ou abandonnée", Tone.Neutral),
        _ => new("Souhaitée", Tone.Attention),
    };

    private static FieldMask Mask(params IEnumerable<string> paths) => new() { Paths = { paths } };
}

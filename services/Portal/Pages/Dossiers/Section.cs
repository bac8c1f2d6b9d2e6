using ProjetK.Applications.V1;

namespace ProjetK.Portal.Pages.Dossiers;

/// <summary>The parts of a dossier, each with a page: which fields of the contract it asks for.</summary>
public sealed record Section(string Path, string Title, params string[] Fields)
{
    public static readonly Section
        Applicant = new("porteur", "Qui porte le projet", "applicant"),
        Contacts = new("contacts", "Vos contacts", "contacts"),
        Project = new("projet", "Le projet", "project"),
        Intent = new("lettre", "La lettre d’intention", "intent"),
        Engagement = new("engagement", "La lettre d’engagement", "engagement");

    public static readonly IReadOnlyList<Section> All = [Applicant, Contacts, Project, Intent, Engagement];

    /// <summary>Those that the next letter of an application is made of.</summary>
    public static IEnumerable<Section> Of(Application application) => All.Where(section =>
        section != Engagement || application.State is not Application.Types.State.Draft
            and not Application.Types.State.IntentSubmitted);

    /// <summary>The page on which a field is asked for.</summary>
    public static string PageOf(string dossier, string field) =>
        All.FirstOrDefault(section => section.Holds(field)) is { } section ? $"{dossier}/{section.Path}" : dossier;

    /// <summary>Where a field is asked for; of what consists of several, the first.</summary>
    public static string AddressOf(string dossier, string field) => $"{PageOf(dossier, field)}#{First(field)}";

    /// <summary>Whether a field is asked for here.</summary>
    public bool Holds(string field) => Fields.Any(mine => Forms.Paths.IsPart(field, mine));

    /// <summary>The fields of it that the syndicate asks to be corrected.</summary>
    public IEnumerable<string> Corrected(Application application) => application.Correction?.Fields.Where(Holds) ?? [];

    /// <summary>How many answers the next letter lacks here.</summary>
    public int Missing(Application application) => application.MissingFields.Count(Holds);

    /// <summary>Whether anything of it can be changed: all of it without a correction, else what that names.</summary>
    public bool IsOpen(Application application) => application.AllowedActions.Contains("UpdateApplication")
        && (application.Correction is { } correction
            ? correction.Fields.Any(field => Holds(field))
            : application.State is Application.Types.State.Draft || this != Intent);

    /// <summary>How it stands, in words.</summary>
    public Label State(Application application) => Missing(application) switch
    {
        0 when Corrected(application).Any() => new("À corriger", Tone.Attention),
        0 when IsEmpty(application) => new("Pas commencé", Tone.Neutral),
        0 => new("Complet", Tone.Done),
        1 => new("1 réponse manque", Tone.Attention),
        var missing => new($"{missing} réponses manquent", Tone.Attention),
    };

    private static string First(string field) => field switch
    {
        "applicant" or "applicant.neighbourhood" => "applicant.kind",
        "contacts" => "contacts.elected_referent.display_name",
        "project" => "project.title",
        "intent" or "engagement" => $"{field}.text",
        "engagement.deliberation" => "engagement.deliberation.number",
        "contacts.elected_referent" or "contacts.technical_referent" or "intent.signatory" or "engagement.signatory" =>
            $"{field}.display_name",
        _ => field,
    };

    private bool IsEmpty(Application application) => this == Intent ? application.Intent is null
        : this == Engagement ? application.Engagement is not { Text.Length: > 0 }
        : this == Project && application.Project is null;
}

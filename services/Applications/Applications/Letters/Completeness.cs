namespace ProjetK.Applications;

/// <summary>What a letter needs before it can be sent: enough to know who speaks and what they want, no more.</summary>
internal static class Completeness
{
    /// <summary>Field paths that the next letter still lacks; or the one that is
    /// corrected; empty when no letter is due.</summary>
    public static IReadOnlyList<string> OfNextLetter(Application application) => application switch
    {
        { State: ApplicationState.Draft } => OfIntent(application),
        { State: ApplicationState.Preparation } => OfEngagement(application),
        { Correction: null } => [],
        { State: ApplicationState.IntentSubmitted } => OfIntent(application),
        _ => OfEngagement(application),
    };

    public static IReadOnlyList<string> OfIntent(Application application) => Missing(
    [
        ("contacts.elected_referent", application.Contacts.ElectedReferent is not null),
        ("project.title", application.Project.Title != ""),
        ("project.summary", application.Project.Summary != ""),
        ("intent.text", application.Intent.Text != ""),
        ("intent.signatory", application.Intent.Signatory is not null),
    ]);

    public static IReadOnlyList<string> OfEngagement(Application application) => Missing(
    [
        ("project.maturity", application.Project.Maturity != Maturity.None),
        ("project.ambition", application.Project.Ambition != Ambition.None),
        ("project.land", application.Project.Land != Land.None),
        ("project.shared_values", application.Project.SharedValues.Count > 0),
        ("project.attendance", application.Project.Attendance != ""),
        ("project.coordination", application.Project.Coordination != ""),
        ("engagement.text", application.Engagement.Text != ""),
        ("engagement.signatory", application.Engagement.Signatory is not null),
        ("engagement.signatory.function", IsMayor(application.Engagement.Signatory)),
    ]);

    private static bool IsMayor(Signatory? signatory) =>
        signatory is null || signatory.Function.Contains("maire", StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<string> Missing(IEnumerable<(string Field, bool IsThere)> fields) =>
        [.. fields.Where(field => !field.IsThere).Select(field => field.Field)];
}

namespace ProjetK.Applications;

/// <summary>An application as a line of the manager's table.</summary>
internal static class ApplicationRow
{
    private static readonly (string Title, Func<Application, IReadOnlyList<Commune>, string> Value)[] Columns =
    [
        ("Référence", (application, _) => application.Reference ?? ""),
        ("État", (application, _) => StateNames.Of(application.State)),
        ("Candidat", (application, communes) => application.TerritoryName(communes)),
        ("Communes (INSEE)", (application, _) => string.Join(", ", application.Communes())),
        ("Population", (application, _) => $"{application.Population.Value}"),
        ("Projet", (application, _) => application.Project.Title),
        ("Thèmes", (application, _) => string.Join(", ", application.Project.Themes)),
        ("Lettre d'intention", (application, _) => Time(application.Intent)),
        ("Lettre d'engagement", (application, _) => Time(application.Engagement)),
        ("Élu référent", (application, _) => application.Contacts.ElectedReferent?.DisplayName ?? ""),
        ("Courriel", (application, _) => application.Contacts.ElectedReferent?.Email ?? ""),
        ("Téléphone", (application, _) => application.Contacts.ElectedReferent?.Phone ?? ""),
        ("Décision", (application, _) => application.Decision?.Reason ?? ""),
        ("Décidée le", (application, _) =>
            application.Decision is { } decision ? Written(decision.DecideTime) : ""),
    ];

    public static string Header { get; } = CsvLine.Of(Columns.Select(column => column.Title));

    public static string Of(Application application, IReadOnlyList<Commune> communes) =>
        CsvLine.Of(Columns.Select(column => column.Value(application, communes)));

    private static string Time(Letter letter) => letter.SubmitTime is { } time ? Written(time) : "";

    private static string Written(DateTimeOffset time) =>
        Paris.Local(time).ToString("dd/MM/yyyy HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}

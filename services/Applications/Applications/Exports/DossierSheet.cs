namespace ProjetK.Applications;

/// <summary>The dossier of an application on paper, as its reader may see it.</summary>
internal static class DossierSheet
{
    public static Sheet Of(Application seen, IReadOnlyList<Commune> communes, IReadOnlyList<string> documents)
    {
        var (project, title) = (seen.Project, $"Dossier {seen.Reference}".Trim());
        return new(title, $"{seen.Call.Title} · {seen.Reference ?? "brouillon"}",
        [
            new Block.Title(title),
            new Block.Fact("Appel", seen.Call.Title),
            new Block.Fact("État", StateNames.Of(seen.State)),
            new Block.Fact("Candidat", seen.TerritoryName(communes)),
            new Block.Fact("Population", seen.Population.Value is { } people ? $"{French.Number(people)} habitants" : ""),
            .. Contact("Élu référent", seen.Contacts.ElectedReferent),
            .. Contact("Référent technique", seen.Contacts.TechnicalReferent),
            new Block.Heading("Projet"),
            new Block.Fact("Titre", project.Title),
            .. Text("Résumé", project.Summary),
            .. Text("Fréquentation", project.Attendance),
            .. Text("Accompagnement souhaité", project.Needs),
            .. Text("Animation et coordination", project.Coordination),
            .. Letter("Lettre d'intention", seen.Intent),
            .. Letter("Lettre d'engagement", seen.Engagement),
            .. seen.Decision is { Reason.Length: > 0 } decision ? Text("Décision", decision.Reason) : [],
            .. Text("Documents joints", string.Join('\n', documents)),
        ]);
    }

    private static IEnumerable<Block> Contact(string role, Contact? contact) => contact is null
        ? []
        : [new Block.Fact(role, string.Join(", ", new[]
        {
            contact.DisplayName, contact.Function, contact.Email, contact.Phone,
        }.Where(part => part.Length > 0)))];

    private static IEnumerable<Block> Letter(string name, Letter letter)
    {
        if (letter.Text.Length == 0)
            return [];
        return
        [
            new Block.Heading(name),
            new Block.Fact("Déposée le", letter.SubmitTime is { } time
                ? $"{French.Instant(time)} (heure de Paris)"
                : "pas encore déposée"),
            new Block.Fact("Signataire",
                letter.Signatory is { } who ? $"{who.DisplayName}, {who.Function}" : ""),
            new Block.Fact("Délibération",
                letter.Deliberation is { } act ? $"n° {act.Number} du {French.Day(act.Date)}" : ""),
            new Block.Fact("Empreinte SHA-256", letter.Sha256 ?? ""),
            new Block.Paragraph(letter.Text),
        ];
    }

    private static IEnumerable<Block> Text(string name, string text) =>
        text.Length == 0 ? [] : [new Block.Heading(name), new Block.Paragraph(text)];
}

using System.Text.Json;

namespace ProjetK.Applications;

/// <summary>What a correction can name: fields of an application, each alone or with all of its message
/// (<c>project.title</c>, <c>project</c>). Who leads is not among them: that is for the communes to agree.</summary>
internal static class CorrectableFields
{
    private static readonly (string Path, Func<Content, object?> Value)[] All =
    [
        ("applicant.kind", content => content.Applicant.Kind),
        ("applicant.communes", content => content.Applicant.Communes),
        ("applicant.neighbourhood", content => content.Applicant.Neighbourhood),
        ("contacts.elected_referent", content => content.Contacts.ElectedReferent),
        ("contacts.technical_referent", content => content.Contacts.TechnicalReferent),
        ("project.title", content => content.Project.Title),
        ("project.summary", content => content.Project.Summary),
        ("project.maturity", content => content.Project.Maturity),
        ("project.ambition", content => content.Project.Ambition),
        ("project.land", content => content.Project.Land),
        ("project.themes", content => content.Project.Themes),
        ("project.shared_values", content => content.Project.SharedValues),
        ("project.ideas", content => content.Project.Ideas),
        ("project.attendance", content => content.Project.Attendance),
        ("project.needs", content => content.Project.Needs),
        ("project.coordination", content => content.Project.Coordination),
        ("intent.text", content => content.Intent.Text),
        ("intent.signatory", content => content.Intent.Signatory),
        ("engagement.text", content => content.Engagement.Text),
        ("engagement.signatory", content => content.Engagement.Signatory),
        ("engagement.deliberation", content => content.Engagement.Deliberation),
    ];

    /// <summary>True when that can be corrected in that letter. A neighbourhood's population is confirmed with the
    /// letter of intent; each letter has texts of its own.</summary>
    public static bool IsKnown(string field, LetterKind letter) =>
        All.Any(one => Covers(field, one.Path)) && !NotIn(letter).Any(path => Covers(path, field));

    /// <summary>True when one field is the other or a part of it.</summary>
    public static bool Covers(string field, string part) =>
        part == field || part.StartsWith($"{field}.", StringComparison.Ordinal);

    /// <summary>The fields in which two contents differ.</summary>
    public static IEnumerable<string> Changed(Content one, Content other)
    {
        if (one.Applicant.Lead != other.Applicant.Lead)
            yield return "applicant.lead_commune";
        foreach (var (path, value) in All)
            if (JsonSerializer.Serialize(value(one)) != JsonSerializer.Serialize(value(other)))
                yield return path;
    }

    private static string[] NotIn(LetterKind letter) => letter switch
    {
        LetterKind.Intent => ["engagement"],
        LetterKind.Engagement => ["intent", "applicant.kind", "applicant.neighbourhood"],
    };
}

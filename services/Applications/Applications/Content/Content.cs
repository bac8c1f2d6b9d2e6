using System.Text.Json;

namespace ProjetK.Applications;

/// <summary>A part of an application that can be locked on its own.</summary>
internal enum Section { Applicant, Members, Contacts, Project, Intent, Engagement, Deliberation }

/// <summary>Everything an applicant writes.</summary>
internal sealed record Content(
    Applicant Applicant, Contacts Contacts, Project Project, Letter Intent, Letter Engagement)
{
    public static Content Of(Application application) => new(
        application.Applicant, application.Contacts, application.Project, application.Intent, application.Engagement);

    /// <summary>A new application with it.</summary>
    public Application ToDraft(Call call, Population population, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(),
        Call = call,
        Applicant = Applicant,
        Population = population,
        Contacts = Contacts,
        Project = Project,
        Intent = Intent,
        Engagement = Engagement,
        CreateTime = now,
        UpdateTime = now,
    };

    /// <summary>The sections in which it differs from another.</summary>
    public IEnumerable<Section> ChangedSections(Content other)
    {
        if (!Same(Applicant with { Communes = [] }, other.Applicant with { Communes = [] }))
            yield return Section.Applicant;
        if (!Same(Applicant.Communes, other.Applicant.Communes))
            yield return Section.Members;
        if (!Same(Contacts, other.Contacts))
            yield return Section.Contacts;
        if (!Same(Project, other.Project))
            yield return Section.Project;
        if (!Same(Written(Intent), Written(other.Intent)))
            yield return Section.Intent;
        if (!Same(Written(Engagement), Written(other.Engagement)))
            yield return Section.Engagement;
        if (!Same(Engagement.Deliberation, other.Engagement.Deliberation))
            yield return Section.Deliberation;
    }

    /// <summary>True when the same communes apply in the same way.</summary>
    public bool HasSameApplicant(Content other) => Same(Applicant, other.Applicant);

    private static object Written(Letter letter) => new { letter.Text, letter.Signatory };

    private static bool Same<T>(T one, T other) => JsonSerializer.Serialize(one) == JsonSerializer.Serialize(other);
}

namespace ProjetK.Applications;

/// <summary>What the syndicate asks the applicant to mend in a letter that it has: the fields, until when, and why.
/// Until it is answered or cancelled nothing goes on.</summary>
internal sealed record Correction(
    IReadOnlyList<string> Fields, DateTimeOffset DueTime, string Reason, DateTimeOffset RequestTime, Submission Before)
{
    /// <summary>The due time, and the first instant after it.</summary>
    public (DateTimeOffset Time, DateTimeOffset End) Deadline => (DueTime, Call.EndOf(DueTime));
}

/// <summary>What the communes submitted. People to talk to are no part of it: they are never brought back.</summary>
internal sealed record Submission(
    Applicant Applicant, Population Population, Project Project, Letter Intent, Letter Engagement)
{
    public static Submission Of(Application application) => new(
        application.Applicant, application.Population, application.Project, application.Intent,
        application.Engagement);
}

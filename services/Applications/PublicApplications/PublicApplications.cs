namespace ProjetK.Applications;

/// <summary>Shows applications to the public, with the names of their communes.</summary>
internal static class PublicApplications
{
    public static async Task<List<V1.PublicApplication>> Show(
        Database database, IReadOnlyList<Application> applications, CancellationToken cancellation)
    {
        if (applications.Count == 0)
            return [];
        var communes = await CommuneTable.Find(
            database, applications.SelectMany(application => application.Applicant.Communes).Distinct(),
            applications[0].Call.Vintage, cancellation);
        return [.. applications.Select(application => application.ToPublic(communes))];
    }
}

namespace ProjetK.Applications;

/// <summary>Who applies: a commune, a grouping of communes, or a neighbourhood of one commune. Communes are INSEE
/// codes.</summary>
internal sealed record Applicant(
    ApplicantKind Kind,
    string Lead,
    IReadOnlyList<string> Communes,
    Neighbourhood? Neighbourhood = null)
{
    /// <summary>Refuses communes that are not among those found, and a neighbourhood of more people than its
    /// commune has.</summary>
    public void CheckAgainst(IReadOnlyList<Commune> found, PopulationBasis basis, string path)
    {
        var unknown = Communes.Except(found.Select(commune => commune.Code)).ToArray();
        if (unknown.Length > 0)
            throw CommuneErrors.CommuneUnknown(unknown, $"{path}.communes");
        if (found[0].Inhabitants(basis) is { } most && Neighbourhood?.Population > most)
            throw CommuneErrors.NeighbourhoodTooLarge($"{path}.neighbourhood.population", found[0].Name, most);
    }

    /// <summary>Reads an applicant, noting under that path all that is wrong with it; null when anything is.</summary>
    public static Applicant? Read(V1.Applicant? applicant, string path, Violations violations)
    {
        if (!violations.Require(applicant is not null, path, "is required."))
            return null;
        var well = ReadCommunes(applicant!, path, violations, out var lead, out var communes);
        // How many communes there are says nothing while some of them cannot be read.
        if (well || applicant!.Kind == V1.Applicant.Types.Kind.Unspecified)
            well &= CheckKind(applicant!, communes, path, violations);
        well &= ReadNeighbourhood(applicant!, path, violations, out var neighbourhood);
        return well ? new(KindOf(applicant!.Kind), lead, communes, neighbourhood) : null;
    }

    /// <summary>The applicant on the wire.</summary>
    public V1.Applicant ToProto() => new()
    {
        Kind = Kind switch
        {
            ApplicantKind.Commune => V1.Applicant.Types.Kind.Commune,
            ApplicantKind.Grouping => V1.Applicant.Types.Kind.Grouping,
            ApplicantKind.Neighbourhood => V1.Applicant.Types.Kind.Neighbourhood,
        },
        LeadCommune = $"communes/{Lead}",
        Communes = { Communes.Select(code => $"communes/{code}") },
        Neighbourhood = Neighbourhood is null ? null : new()
        {
            DisplayName = Neighbourhood.Name,
            Population = Neighbourhood.Population,
            Evidence = Neighbourhood.Evidence,
        },
    };

    private static bool ReadCommunes(
        V1.Applicant applicant, string path, Violations violations, out string lead, out string[] communes)
    {
        var well = CommuneNames.Read(applicant.Communes, $"{path}.communes", violations, out communes);
        var ledBy = new[] { applicant.LeadCommune }.Where(name => name.Length > 0);
        well &= CommuneNames.Read(ledBy, $"{path}.lead_commune", violations, out var leads);
        if (communes.Length == 0 && applicant.Communes.Count == 0 && applicant.Kind != V1.Applicant.Types.Kind.Grouping)
            communes = leads;
        lead = leads.FirstOrDefault() ?? (communes.Length == 1 ? communes[0] : "");
        if (!well || communes.Length == 0)
            return well;
        if (lead.Length == 0)
            return violations.Require(false, $"{path}.lead_commune", "is required where several communes take part.");
        return violations.Require(communes.Contains(lead), $"{path}.lead_commune", "must be one of the communes.");
    }

    private static bool CheckKind(V1.Applicant applicant, string[] communes, string path, Violations violations) =>
        applicant.Kind switch
        {
            V1.Applicant.Types.Kind.Unspecified =>
                violations.Require(false, $"{path}.kind", "is required: COMMUNE, GROUPING or NEIGHBOURHOOD."),
            V1.Applicant.Types.Kind.Grouping => violations.Require(
                communes.Length >= 2, $"{path}.communes", "must be two or more, the lead among them, for a GROUPING."),
            V1.Applicant.Types.Kind.Commune => violations.Require(
                communes.Length == 1, $"{path}.communes", "must be exactly one for a COMMUNE."),
            V1.Applicant.Types.Kind.Neighbourhood => violations.Require(
                communes.Length == 1, $"{path}.communes", "must be exactly one for a NEIGHBOURHOOD."),
        };

    private static bool ReadNeighbourhood(
        V1.Applicant applicant, string path, Violations violations, out Neighbourhood? neighbourhood)
    {
        path = $"{path}.neighbourhood";
        neighbourhood = null;
        var part = applicant.Neighbourhood;
        if (applicant.Kind != V1.Applicant.Types.Kind.Neighbourhood)
            return applicant.Kind == V1.Applicant.Types.Kind.Unspecified
                || violations.Require(part is null, path, "is for a NEIGHBOURHOOD only.");
        if (!violations.Require(part is not null, path, "is required for a NEIGHBOURHOOD."))
            return false;
        var name = part!.DisplayName.Trim();
        var well = violations.Require(
            TextRules.Count(name) is > 0 and <= 200, $"{path}.display_name", "must have 1 to 200 characters.");
        well &= violations.Require(part.Population >= 1, $"{path}.population", "must be at least 1.");
        well &= violations.Require(
            TextRules.Count(part.Evidence) <= 2000, $"{path}.evidence", "must have at most 2,000 characters.");
        well &= violations.RequireText(name, $"{path}.display_name");
        well &= violations.RequireText(part.Evidence, $"{path}.evidence");
        neighbourhood = new(name, part.Population, part.Evidence);
        return well;
    }

    private static ApplicantKind KindOf(V1.Applicant.Types.Kind kind) => kind switch
    {
        V1.Applicant.Types.Kind.Commune => ApplicantKind.Commune,
        V1.Applicant.Types.Kind.Grouping => ApplicantKind.Grouping,
        V1.Applicant.Types.Kind.Neighbourhood => ApplicantKind.Neighbourhood,
        V1.Applicant.Types.Kind.Unspecified => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}

/// <summary>A part of a commune; its population is what the commune declares.</summary>
internal sealed record Neighbourhood(string Name, int Population, string Evidence);

/// <summary>What kind of applicant it is.</summary>
internal enum ApplicantKind
{
    Commune,
    Grouping,
    Neighbourhood,
}

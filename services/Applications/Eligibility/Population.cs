namespace ProjetK.Applications;

/// <summary>A number of inhabitants with everything needed to check it; no value while an official figure that is
/// needed is not known.</summary>
internal sealed record Population(
    int? Value,
    PopulationBasis Basis,
    int Vintage,
    PopulationSource Source,
    string Reason = "",
    bool Confirmed = false)
{
    /// <summary>What counts: the official figures added, or what was declared for a neighbourhood.</summary>
    public static Population Of(
        Applicant applicant, IReadOnlyList<Commune> communes, PopulationBasis basis, int vintage)
    {
        if (applicant.Neighbourhood is { } neighbourhood)
            return new(neighbourhood.Population, basis, vintage, PopulationSource.Declared);
        // A commune of which nothing is known has inhabitants all the same.
        var sum = communes.Count < applicant.Communes.Count
            ? null
            : communes.Aggregate((int?)0, (sum, commune) => sum + commune.Inhabitants(basis));
        return new(sum, basis, vintage, PopulationSource.Official, Confirmed: sum is not null);
    }
}

/// <summary>Where a number of inhabitants comes from.</summary>
internal enum PopulationSource
{
    Official,
    Declared,
    Overridden,
}

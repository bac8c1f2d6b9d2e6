namespace ProjetK.Applications;

/// <summary>Eligibility and the population that counts, on the wire.</summary>
internal static class EligibilityWire
{
    public static V1.CheckEligibilityResponse ToProto(this Eligibility eligibility) => new()
    {
        Status = eligibility.Status.ToProto(),
        Checks = { eligibility.Checks.Select(ToProto) },
        Population = eligibility.Population.ToProto(),
    };

    public static V1.Population ToProto(this Population population)
    {
        var wire = new V1.Population
        {
            Basis = population.Basis.ToProto(),
            Vintage = population.Vintage,
            Source = population.Source switch
            {
                PopulationSource.Official => V1.Population.Types.Source.Official,
                PopulationSource.Declared => V1.Population.Types.Source.Declared,
                PopulationSource.Overridden => V1.Population.Types.Source.Overridden,
            },
            Reason = population.Reason,
            Confirmed = population.Confirmed,
        };
        if (population.Value is { } value)
            wire.Value = value;
        return wire;
    }

    private static V1.CheckEligibilityResponse.Types.Check ToProto(Check check) => new()
    {
        Metadata = { Metadata(check) },
        Prerequisite = check.Prerequisite switch
        {
            Prerequisite.Population => V1.CheckEligibilityResponse.Types.Prerequisite.Population,
            Prerequisite.Perimeter => V1.CheckEligibilityResponse.Types.Prerequisite.Perimeter,
            Prerequisite.Availability => V1.CheckEligibilityResponse.Types.Prerequisite.Availability,
            Prerequisite.Cooperation => V1.CheckEligibilityResponse.Types.Prerequisite.Cooperation,
            Prerequisite.Leadership => V1.CheckEligibilityResponse.Types.Prerequisite.Leadership,
        },
        Status = check.Status.ToProto(),
        Reason = check.Reason,
        Explanation = check.Explanation,
    };

    private static Dictionary<string, string> Metadata(Check check) => check.Merged.Count == 0
        ? []
        : CommuneErrors.MergedCommunes([.. check.Merged.Select(commune => (commune.Code, commune.Successor!.Code))]);

    private static V1.CheckEligibilityResponse.Types.Status ToProto(this CheckStatus status) => status switch
    {
        CheckStatus.Met => V1.CheckEligibilityResponse.Types.Status.Met,
        CheckStatus.NotMet => V1.CheckEligibilityResponse.Types.Status.NotMet,
        CheckStatus.ToBeConfirmed => V1.CheckEligibilityResponse.Types.Status.ToBeConfirmed,
    };
}

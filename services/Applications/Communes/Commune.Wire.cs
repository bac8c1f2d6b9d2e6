namespace ProjetK.Applications;

/// <summary>Communes and what is found about them on the wire.</summary>
internal static class CommuneWire
{
    public static V1.Commune ToProto(this Commune commune)
    {
        var wire = new V1.Commune
        {
            Name = $"communes/{commune.Code}",
            InseeCode = commune.Code,
            DisplayName = commune.Name,
            Department = commune.Department,
            Population = new() { Vintage = commune.Vintage },
            PostalCodes = { commune.PostalCodes },
            Siren = commune.Siren ?? "",
            PerimeterStatus = commune.Perimeter.ToProto(),
        };
        if (commune.Municipale is { } municipale)
            wire.Population.Municipale = municipale;
        if (commune.Totale is { } totale)
            wire.Population.Totale = totale;
        if (commune.Epci is { } epci)
            wire.Epci = new() { Code = epci.Code, DisplayName = epci.Name };
        if (commune.Centroid is { } centroid)
            wire.Centroid = new() { Latitude = centroid.Latitude, Longitude = centroid.Longitude };
        return wire;
    }

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

    public static V1.Commune.Types.PerimeterStatus ToProto(this PerimeterStatus status) => status switch
    {
        PerimeterStatus.In => V1.Commune.Types.PerimeterStatus.In,
        PerimeterStatus.Out => V1.Commune.Types.PerimeterStatus.Out,
        PerimeterStatus.ToBeConfirmed => V1.Commune.Types.PerimeterStatus.ToBeConfirmed,
    };

    public static PerimeterStatus? FromProto(this V1.Commune.Types.PerimeterStatus status) => status switch
    {
        V1.Commune.Types.PerimeterStatus.Unspecified => null,
        V1.Commune.Types.PerimeterStatus.In => PerimeterStatus.In,
        V1.Commune.Types.PerimeterStatus.Out => PerimeterStatus.Out,
        V1.Commune.Types.PerimeterStatus.ToBeConfirmed => PerimeterStatus.ToBeConfirmed,
    };

    public static V1.CheckEligibilityResponse ToProto(this Eligibility eligibility) => new()
    {
        Status = eligibility.Status.ToProto(),
        Checks = { eligibility.Checks.Select(ToProto) },
        Population = eligibility.Population.ToProto(),
    };

    private static V1.CheckEligibilityResponse.Types.Check ToProto(Check check) => new()
    {
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

    private static V1.CheckEligibilityResponse.Types.Status ToProto(this CheckStatus status) => status switch
    {
        CheckStatus.Met => V1.CheckEligibilityResponse.Types.Status.Met,
        CheckStatus.NotMet => V1.CheckEligibilityResponse.Types.Status.NotMet,
        CheckStatus.ToBeConfirmed => V1.CheckEligibilityResponse.Types.Status.ToBeConfirmed,
    };
}

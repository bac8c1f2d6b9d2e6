namespace ProjetK.Applications;

/// <summary>Communes on the wire.</summary>
internal static class CommuneWire
{
    public static V1.Commune ToProto(this FoundCommune found)
    {
        var wire = found.Commune.ToProto();
        // A merged commune that is shown as such was found by its own name.
        wire.FormerName = found.Commune.Successor is null ? found.FormerName ?? "" : "";
        return wire;
    }

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
            Successor = commune.Successor is { } successor ? $"communes/{successor.Code}" : "",
            Predecessors = { commune.Predecessors.Select(code => $"communes/{code}") },
        };
        if (commune.Municipale is { } municipale)
            wire.Population.Municipale = municipale;
        if (commune.Totale is { } totale)
            wire.Population.Totale = totale;
        if (commune.Epci is { } epci)
            wire.Epci = new() { Code = epci.Code, DisplayName = epci.Name };
        if (commune.Centroid is { } centroid)
            wire.Centroid = new() { Latitude = centroid.Latitude, Longitude = centroid.Longitude };
        if (commune.ValidTo is { } end)
            wire.ValidToDate = new() { Year = end.Year, Month = end.Month, Day = end.Day };
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
}

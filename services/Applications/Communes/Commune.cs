namespace ProjetK.Applications;

/// <summary>A commune of France with the official figures by which candidacies are judged.</summary>
internal sealed record Commune(
    string Code,
    string Name,
    string Department,
    int? Municipale,
    int? Totale,
    int Vintage,
    Epci? Epci,
    IReadOnlyList<string> PostalCodes,
    string? Siren,
    Centroid? Centroid,
    PerimeterStatus Perimeter)
{
    /// <summary>The commune that it is part of since it merged; null for a commune of today.</summary>
    public Successor? Successor { get; init; }

    /// <summary>INSEE codes of the communes that merged into it.</summary>
    public IReadOnlyList<string> Predecessors { get; init; } = [];

    /// <summary>The first day on which it was no commune of its own any more, where that is known.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>Its name for people; the INSEE code where no name is known.</summary>
    public string Title => Name.Length > 0 ? Name : Code;

    /// <summary>Its population by the legal definition that counts; null where that figure is not known.</summary>
    public int? Inhabitants(PopulationBasis basis) => basis switch
    {
        PopulationBasis.Municipale => Municipale,
        PopulationBasis.Totale => Totale,
    };
}

/// <summary>The commune that a merged commune is part of.</summary>
internal sealed record Successor(string Code, string Name);

/// <summary>The inter-communal body of a commune: SIREN and name.</summary>
internal sealed record Epci(string Code, string Name);

/// <summary>The centre of a commune's area (WGS84, degrees).</summary>
internal sealed record Centroid(double Latitude, double Longitude);

/// <summary>Whether the syndicate serves a commune.</summary>
internal enum PerimeterStatus
{
    In,
    Out,
    ToBeConfirmed,
}

/// <summary>Which of the two legal populations counts.</summary>
internal enum PopulationBasis
{
    Municipale,
    Totale,
}

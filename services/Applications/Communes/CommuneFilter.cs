namespace ProjetK.Applications;

/// <summary>Which communes a list asks for.</summary>
internal sealed record CommuneFilter(
    string Epci, string Department, int MinPopulation, int MaxPopulation, PerimeterStatus? Perimeter, bool ShowMerged)
{
    /// <summary>The conditions. Those that are not asked for are left out, so that each list finds its index.</summary>
    public string Where(Parameters parameters)
    {
        var conditions = new List<string>
        {
            ShowMerged ? "(communes.is_current OR communes.successor IS NOT NULL)" : "communes.is_current",
        };
        if (Epci.Length > 0)
            conditions.Add($"communes.epci_code = {parameters.Add(Epci)}");
        if (Department.Length > 0)
            conditions.Add($"communes.department = {parameters.Add(Department)}");
        if (MinPopulation > 0)
            conditions.Add($"communes.municipale >= {parameters.Add(MinPopulation)}");
        if (MaxPopulation > 0)
            conditions.Add($"communes.municipale <= {parameters.Add(MaxPopulation)}");
        if (Perimeter is { } status)
            conditions.Add(InPerimeter(status));
        return string.Join(" AND ", conditions);
    }

    // The few communes with a status of their own are looked up first.
    private static string InPerimeter(PerimeterStatus status) => status switch
    {
        PerimeterStatus.In or PerimeterStatus.ToBeConfirmed =>
            $"communes.code IN (SELECT commune FROM perimeter WHERE status = '{EnumText.Of(status)}')",
        PerimeterStatus.Out =>
            "NOT EXISTS (SELECT FROM perimeter AS other WHERE other.commune = communes.code AND other.status <> 'OUT')",
    };
}

/// <summary>The values of a statement in the making.</summary>
internal sealed class Parameters
{
    private readonly List<object?> values = [];

    /// <summary>All values, in order.</summary>
    public object?[] Values => [.. values];

    /// <summary>Adds a value; gives the place that stands for it, such as <c>$3</c>.</summary>
    public string Add(object value)
    {
        values.Add(value);
        return $"${values.Count}";
    }
}

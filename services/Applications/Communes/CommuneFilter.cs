namespace ProjetK.Applications;

/// <summary>Which communes a list asks for.</summary>
internal sealed record CommuneFilter(
    string Query, string Epci, string Department, int MinPopulation, int MaxPopulation, PerimeterStatus? Perimeter)
{
    /// <summary>The conditions (each starting with AND), the rank by which found communes are ordered first, and the
    /// parameters. Conditions that are not asked for are left out, so that each list finds its index.</summary>
    public (string Where, string Rank, List<object?> Parameters) ToSql()
    {
        var parameters = new List<object?>();
        var where = new List<string>();
        string Parameter(object value)
        {
            parameters.Add(value);
            return $"${parameters.Count}";
        }

        var rank = AddQuery(where, Parameter);
        if (Epci.Length > 0)
            where.Add($"communes.epci_code = {Parameter(Epci)}");
        if (Department.Length > 0)
            where.Add($"communes.department = {Parameter(Department)}");
        if (MinPopulation > 0)
            where.Add($"communes.municipale >= {Parameter(MinPopulation)}");
        if (MaxPopulation > 0)
            where.Add($"communes.municipale <= {Parameter(MaxPopulation)}");
        if (Perimeter is { } status)
            where.Add(status switch
            {
                PerimeterStatus.In => "perimeter.status = 'IN'",
                PerimeterStatus.Out => "coalesce(perimeter.status, 'OUT') = 'OUT'",
                PerimeterStatus.ToBeConfirmed => "perimeter.status = 'TO_BE_CONFIRMED'",
            });
        return (string.Concat(where.Select(condition => $" AND {condition}")), rank, parameters);
    }

    private string AddQuery(List<string> where, Func<object, string> parameter)
    {
        var name = CommuneName.Normalise(Query);
        if (name.Length == 0)
            return "0";
        var code = parameter(Query.Trim().ToUpperInvariant());
        var start = parameter($"{Escape(name)}%");
        // A query in one word may leave out hyphens ("saintemilion"); one in several words must have them as given, else
        // "saint em" would find Sainte-Marie.
        var part = $"communes.compact_name LIKE {parameter($"%{Escape(CommuneName.Compact(name))}%")}";
        if (name.Contains(' '))
            part += $" AND communes.sort_name LIKE {parameter($"%{Escape(name)}%")}";
        where.Add($"({part} OR communes.code = {code} OR communes.postal_codes @> ARRAY[{code}])");
        return $"(CASE WHEN communes.sort_name LIKE {start} OR communes.code = {code} THEN 0 ELSE 1 END)";
    }

    private static string Escape(string text) =>
        text.Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_");
}

namespace ProjetK.Applications;

/// <summary>Which communes a list asks for.</summary>
internal sealed record CommuneFilter(
    string Query, string Epci, string Department, int MinPopulation, int MaxPopulation, PerimeterStatus? Perimeter)
{
    /// <summary>The conditions, and the rank by which found communes are ordered first. Conditions that are not asked
    /// for are left out, so that each list finds its index.</summary>
    public (Where Where, string Rank) ToSql()
    {
        var where = new Where().And("communes.is_current");
        var rank = AddQuery(where);
        where.If(Epci is "" ? null : Epci, "communes.epci_code = {0}")
            .If(Department is "" ? null : Department, "communes.department = {0}")
            .If(MinPopulation == 0 ? null : MinPopulation, "communes.municipale >= {0}")
            .If(MaxPopulation == 0 ? null : MaxPopulation, "communes.municipale <= {0}");
        if (Perimeter is { } status)
            where.And(status switch
            {
                PerimeterStatus.In => "perimeter.status = 'IN'",
                PerimeterStatus.Out => "coalesce(perimeter.status, 'OUT') = 'OUT'",
                PerimeterStatus.ToBeConfirmed => "perimeter.status = 'TO_BE_CONFIRMED'",
            });
        return (where, rank);
    }

    private string AddQuery(Where where)
    {
        var name = CommuneName.Normalise(Query);
        if (name.Length == 0)
            return "0";
        var code = where.Parameter(Query.Trim().ToUpperInvariant());
        var start = where.Parameter(Where.StartingWith(name));
        // A query in one word may leave out hyphens ("saintemilion"); one in several words must have them as given,
        // else "saint em" would find Sainte-Marie.
        var part = $"communes.compact_name LIKE {where.Parameter(Where.Containing(CommuneName.Compact(name)))}";
        if (name.Contains(' '))
            part += $" AND communes.sort_name LIKE {where.Parameter(Where.Containing(name))}";
        where.And($"{part} OR communes.code = {code} OR communes.postal_codes @> ARRAY[{code}]");
        return $"(CASE WHEN communes.sort_name LIKE {start} OR communes.code = {code} THEN 0 ELSE 1 END)";
    }
}

namespace ProjetK.Applications;

/// <summary>Which communes a list asks for.</summary>
internal sealed record CommuneFilter(
    string Epci, string Department, int MinPopulation, int MaxPopulation, PerimeterStatus? Perimeter, bool ShowMerged)
{
    /// <summary>Adds the conditions that are asked for.</summary>
    public Where AddTo(Where where)
    {
        where.And(ShowMerged ? "communes.is_current OR communes.successor IS NOT NULL" : "communes.is_current")
            .If(Epci is "" ? null : Epci, "communes.epci_code = {0}")
            .If(Department is "" ? null : Department, "communes.department = {0}")
            .If(MinPopulation == 0 ? null : MinPopulation, "communes.municipale >= {0}")
            .If(MaxPopulation == 0 ? null : MaxPopulation, "communes.municipale <= {0}");
        return Perimeter is { } status ? where.And(InPerimeter(status)) : where;
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

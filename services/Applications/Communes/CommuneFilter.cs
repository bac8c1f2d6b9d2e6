namespace ProjetK.Applications;

/// <summary>Which communes a list asks for.</summary>
internal sealed record CommuneFilter(
    string Epci, string Department, int MinPopulation, int MaxPopulation, PerimeterStatus? Perimeter, bool ShowMerged);

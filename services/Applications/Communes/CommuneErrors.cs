using System.Globalization;

namespace ProjetK.Applications;

/// <summary>The ways in which communes and applicants are refused.</summary>
internal static class CommuneErrors
{
    public static DomainException CommuneUnknown(IReadOnlyList<string> codes, string field)
    {
        var names = string.Join(", ", codes.Select(code => $"communes/{code}"));
        return new(StatusCode.InvalidArgument, "COMMUNE_UNKNOWN", $"No commune: {names}.",
            new Dictionary<string, string> { ["communes"] = names }, [(field, $"No commune: {names}.")]);
    }

    /// <summary>Communes that merged, each with its successor.</summary>
    public static DomainException CommuneSuperseded(
        IReadOnlyList<(string Code, string Successor)> merged, string field)
    {
        var message = string.Join(", ", merged.Select(one =>
            $"communes/{one.Code} merged: it is part of communes/{one.Successor}"));
        return new(StatusCode.InvalidArgument, "COMMUNE_SUPERSEDED", $"{message}.",
            MergedCommunes(merged), [(field, $"{message}.")]);
    }

    /// <summary>What a program is told about merged communes.</summary>
    public static Dictionary<string, string> MergedCommunes(IReadOnlyList<(string Code, string Successor)> merged) =>
        new()
        {
            ["communes"] = string.Join(", ", merged.Select(one => $"communes/{one.Code}")),
            ["successor"] = string.Join(", ", merged.Select(one => $"communes/{one.Successor}").Distinct()),
        };

    public static DomainException NeighbourhoodTooLarge(string field, string commune, int most) =>
        CommonErrors.InvalidField(field, string.Create(
            CultureInfo.InvariantCulture, $"must be at most {most}, the population of {commune}."));
}

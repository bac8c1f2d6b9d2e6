using System.Globalization;

namespace ProjetK.Applications;

/// <summary>The ways in which communes and applicants are refused.</summary>
internal static class CommuneErrors
{
    public static DomainException CommuneUnknown(IReadOnlyList<string> codes, string field)
    {
        var names = string.Join(", ", codes.Select(code => $"communes/{code}"));
        return new(StatusCode.InvalidArgument, "COMMUNE_UNKNOWN", $"No current commune: {names}.",
            new Dictionary<string, string> { ["communes"] = names }, [(field, $"No current commune: {names}.")]);
    }

    public static DomainException NeighbourhoodTooLarge(string field, string commune, int most) =>
        CommonErrors.InvalidField(field, string.Create(
            CultureInfo.InvariantCulture, $"must be at most {most}, the population of {commune}."));
}

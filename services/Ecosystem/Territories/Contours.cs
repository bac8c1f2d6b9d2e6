using NetTopologySuite.Features;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Converters;
using System.Text.Json;

namespace ProjetK.Ecosystem;

/// <summary>The contours of the communes of the syndicate's EPCIs (Territories/Data/SOURCE.md), in degrees.</summary>
internal static class Contours
{
    /// <summary>What must be said wherever they are shown.</summary>
    public const string Attribution =
        "Contours © IGN, Admin Express COG 2018, via france-geojson. Licence Ouverte 2.0.";

    // The contours are simplified: so far beyond them, some 300 m, a place may still belong to the commune.
    private const double Tolerance = 0.003;

    private static readonly Lazy<Dictionary<string, Geometry>> ByCommune = new(Load);

    /// <summary>The contour of a commune; null when it is not known.</summary>
    public static Geometry? Of(string commune) => ByCommune.Value.GetValueOrDefault(commune);

    /// <summary>Whether a place lies in one of the communes; null when that cannot be told, as not all of their
    /// contours are known.</summary>
    public static bool? Contain(IReadOnlyCollection<string> communes, Location location)
    {
        var point = new Point(location.Longitude, location.Latitude);
        var contours = communes.Select(Of).ToArray();
        if (contours.Any(contour => contour?.IsWithinDistance(point, Tolerance) == true))
            return true;
        return contours.Contains(null) ? null : false;
    }

    private static Dictionary<string, Geometry> Load()
    {
        var options = new JsonSerializerOptions { Converters = { new GeoJsonConverterFactory() } };
        using var stream = typeof(Contours).Assembly.GetManifestResourceStream("communes-smicval.geojson")!;
        return JsonSerializer.Deserialize<FeatureCollection>(stream, options)!
            .ToDictionary(feature => (string)feature.Attributes["code"], feature => feature.Geometry);
    }
}

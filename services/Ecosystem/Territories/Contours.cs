using System.Text.Json;
using NetTopologySuite.Features;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Converters;
using NetTopologySuite.Operation.Union;
using NetTopologySuite.Simplify;

namespace ProjetK.Ecosystem;

/// <summary>The contours of the communes of the syndicate's EPCIs (Territories/Data/SOURCE.md), in degrees.</summary>
internal static class Contours
{
    // The contours are simplified: so far beyond them, some 300 m, a place may still belong to the commune.
    private const double Tolerance = 0.003;

    // Some 50 m.
    private const double Coarseness = 0.0005;

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

    /// <summary>The middle of those communes whose contours are known; null when none is.</summary>
    public static Location? Centre(IEnumerable<string> communes)
    {
        var centres = communes.Select(Of).OfType<Geometry>().Select(contour => contour.Centroid).ToArray();
        return centres.Length == 0
            ? null
            : new(centres.Average(centre => centre.Y), centres.Average(centre => centre.X));
    }

    /// <summary>The outline of those communes whose contours are known, simplified so that a page stays light; null when
    /// none is.</summary>
    public static Geometry? Union(IEnumerable<string> communes)
    {
        var contours = communes.Select(Of).OfType<Geometry>().ToArray();
        return contours.Length == 0
            ? null
            : TopologyPreservingSimplifier.Simplify(UnaryUnionOp.Union(contours), Coarseness);
    }

    private static Dictionary<string, Geometry> Load()
    {
        var options = new JsonSerializerOptions { Converters = { new GeoJsonConverterFactory() } };
        using var stream = typeof(Contours).Assembly.GetManifestResourceStream("communes-smicval.geojson")!;
        return JsonSerializer.Deserialize<FeatureCollection>(stream, options)!
            .ToDictionary(feature => (string)feature.Attributes["code"], feature => feature.Geometry);
    }
}

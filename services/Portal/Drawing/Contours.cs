using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ProjetK.Portal.Drawing;

/// <summary>The outlines of the syndicate's communes as paths of a drawing 600 units wide, in whole units: what a page
/// weighs less than the contours it was made from. Source: IGN Admin Express COG 2018, via france-geojson.</summary>
internal static class Contours
{
    private const double Width = 600;
    private static readonly Lazy<Drawn> All = new(Draw);

    /// <summary>How high the drawing is.</summary>
    public static int Height => All.Value.Height;

    /// <summary>A path for each commune, by INSEE code.</summary>
    public static IReadOnlyDictionary<string, Outline> Of => All.Value.Outlines;

    /// <summary>Where a place is on the drawing; nowhere when it lies outside.</summary>
    public static (int X, int Y)? PlaceOf(double latitude, double longitude) =>
        All.Value.PlaceOf((longitude, latitude)) is var (x, y) && x is >= 0 and <= (int)Width && y >= 0 && y <= Height
            ? (x, y) : null;

    private static Drawn Draw()
    {
        using var stream = typeof(Contours).Assembly.GetManifestResourceStream("communes.geojson")!;
        using var document = JsonDocument.Parse(stream);
        var communes = document.RootElement.GetProperty("features").EnumerateArray()
            .Select(feature => (
                Code: feature.GetProperty("properties").GetProperty("code").GetString()!,
                Name: feature.GetProperty("properties").GetProperty("nom").GetString()!,
                Rings: Rings(feature.GetProperty("geometry"))))
            .ToList();
        var points = communes.SelectMany(commune => commune.Rings).SelectMany(ring => ring).ToList();
        var (west, east) = (points.Min(point => point.Lon), points.Max(point => point.Lon));
        var (south, north) = (points.Min(point => point.Lat), points.Max(point => point.Lat));
        // One degree of longitude is shorter than one of latitude, by the cosine of the latitude.
        var scale = Width / ((east - west) * Math.Cos((south + north) / 2 * Math.PI / 180));
        var perDegree = Width / (east - west);

        (int X, int Y) Place((double Lon, double Lat) point) =>
            ((int)Math.Round((point.Lon - west) * perDegree), (int)Math.Round((north - point.Lat) * scale));

        return new(
            (int)Math.Ceiling((north - south) * scale),
            communes.ToDictionary(commune => commune.Code, commune =>
            {
                var rings = commune.Rings.ConvertAll(ring => ring.ConvertAll(Place));
                var largest = rings.MaxBy(ring => ring.Count)!;
                return new Outline(
                    commune.Name, string.Concat(rings.Select(Path)),
                    (int)largest.Average(point => point.X), (int)largest.Average(point => point.Y));
            }), Place);
    }

    private static List<List<(double Lon, double Lat)>> Rings(JsonElement geometry)
    {
        var coordinates = geometry.GetProperty("coordinates");
        var polygons = geometry.GetProperty("type").GetString() == "Polygon"
            ? [coordinates]
            : coordinates.EnumerateArray().ToList();
        return
        [
            .. polygons.SelectMany(polygon => polygon.EnumerateArray())
                .Select(ring => ring.EnumerateArray()
                    .Select(point => (point[0].GetDouble(), point[1].GetDouble())).ToList()),
        ];
    }

    /// <summary>Steps from point to point, without those that rounding made one.</summary>
    private static string Path(List<(int X, int Y)> ring)
    {
        var path = new StringBuilder();
        var last = ring[0];
        path.Append(CultureInfo.InvariantCulture, $"M{last.X} {last.Y}l");
        foreach (var point in ring.Skip(1))
        {
            if (point == last)
                continue;
            path.Append(CultureInfo.InvariantCulture, $"{point.X - last.X} {point.Y - last.Y} ");
            last = point;
        }
        return path.ToString().TrimEnd() + "z";
    }

    private sealed record Drawn(
        int Height, IReadOnlyDictionary<string, Outline> Outlines, Func<(double Lon, double Lat), (int X, int Y)> PlaceOf);
}

/// <summary>A commune on the drawing: its name, its path and the middle of it.</summary>
internal sealed record Outline(string Name, string Path, int X, int Y);

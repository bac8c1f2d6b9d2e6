using Google.Protobuf.WellKnownTypes;
using NetTopologySuite.Geometries;

namespace ProjetK.Ecosystem;

/// <summary>Puts a territory and its sites on the wire as GeoJSON.</summary>
internal static class MapWire
{
    public static V1.Map ToProto(Territory territory, IReadOnlyList<DrawnSite> sites)
    {
        var contour = Contours.Union(territory.Communes);
        var map = new V1.Map
        {
            Type = "FeatureCollection",
            Attribution = Texts.MapAttribution.Wording,
            Incomplete = territory.Communes.Any(commune => Contours.Of(commune) is null),
        };
        var bounds = new Envelope();
        if (contour is not null)
        {
            bounds.ExpandToInclude(contour.EnvelopeInternal);
            map.Features.Add(Feature(territory.Name, contour, new()
            {
                Kind = "TERRITORY",
                DisplayName = territory.DisplayName,
                Stage = EnumText.Of(territory.Stage),
            }));
        }
        foreach (var site in sites.Where(site => site.Location is not null))
        {
            var point = new Point(site.Location!.Value.Longitude, site.Location.Value.Latitude);
            bounds.ExpandToInclude(point.EnvelopeInternal);
            map.Features.Add(Feature(Site.NameOf(territory.Id, site.Id), point, new()
            {
                Kind = "SITE",
                DisplayName = site.Name,
                Land = EnumText.Of(site.Land),
                Central = site.Central,
            }));
        }
        if (!bounds.IsNull)
            map.Bbox.Add([bounds.MinX, bounds.MinY, bounds.MaxX, bounds.MaxY]);
        return map;
    }

    private static V1.Map.Types.Feature Feature(string id, Geometry geometry, V1.Map.Types.Properties properties) =>
        new()
        {
            Type = "Feature",
            Id = id,
            Geometry = new() { Type = geometry.GeometryType, Coordinates = Coordinates(geometry) },
            Properties = properties,
        };

    private static ListValue Coordinates(Geometry geometry) => geometry switch
    {
        Point point => Position(point.Coordinate),
        Polygon polygon => List(polygon.InteriorRings.Prepend(polygon.ExteriorRing)
            .Select(ring => List(ring.Coordinates.Select(Position)))),
        _ => List(Enumerable.Range(0, geometry.NumGeometries).Select(part =>
            Coordinates(geometry.GetGeometryN(part)))),
    };

    private static ListValue Position(Coordinate place) => new()
    {
        Values = { Value.ForNumber(Math.Round(place.X, 5)), Value.ForNumber(Math.Round(place.Y, 5)) },
    };

    private static ListValue List(IEnumerable<ListValue> items) =>
        new() { Values = { items.Select(item => new Value { ListValue = item }) } };
}

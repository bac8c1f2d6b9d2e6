using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;

namespace ProjetK.Ecosystem;

/// <summary>Takes sites from the wire and puts them on it.</summary>
internal static class SiteWire
{
    /// <summary>A site of what a caller wrote; refuses with everything that is wrong with it.</summary>
    public static Site Read(this V1.Site site, Guid id, Guid territory, DateTimeOffset now)
    {
        var violations = new Violations();
        var location = violations.Location(site.Location, "site.location");
        violations.ThrowIfAny();
        return new(
            id, territory, site.DisplayName.Trim(), (Land)site.Land, site.Address.Trim(), location,
            site.AreaSquareMeters, site.Owner.Trim(), site.Condition.Trim(),
            [.. site.Services.Select(service => (SiteService)service).Distinct().Order()], site.Central, now, now, 1);
    }

    public static V1.Site ToProto(this Site site, IReadOnlyCollection<string> communes) => new()
    {
        Name = site.Name,
        DisplayName = site.DisplayName,
        Land = (V1.Site.Types.Land)site.Land,
        Address = site.Address,
        Location = site.Location is { } location
            ? new() { Latitude = location.Latitude, Longitude = location.Longitude }
            : null,
        AreaSquareMeters = site.AreaSquareMeters,
        Owner = site.Owner,
        Condition = site.Condition,
        Services = { site.Services.Select(service => (V1.Site.Types.Service)service) },
        Central = site.Central,
        Warnings = { Warnings(site, communes) },
        CreateTime = site.CreateTime.ToTimestamp(),
        UpdateTime = site.UpdateTime.ToTimestamp(),
        Etag = Etag.From(site.Version),
    };

    /// <summary>The ids in a site's name.</summary>
    public static (Guid Territory, Guid Id) ReadName(string name, string field = "name") =>
        ResourceName.ParseGuids(Site.Pattern, name, field);

    private static IEnumerable<V1.Site.Types.Warning> Warnings(Site site, IReadOnlyCollection<string> communes)
    {
        if (site.Location is { } location && Contours.Contain(communes, location) == false)
            yield return V1.Site.Types.Warning.OutsideTerritory;
    }

    private static Location? Location(this Violations violations, Google.Type.LatLng? location, string field)
    {
        if (location is null)
            return null;
        violations.Require(
            double.Abs(location.Latitude) <= 90, $"{field}.latitude", "must be between -90 and 90 degrees.");
        violations.Require(
            double.Abs(location.Longitude) <= 180, $"{field}.longitude", "must be between -180 and 180 degrees.");
        return new(location.Latitude, location.Longitude);
    }
}

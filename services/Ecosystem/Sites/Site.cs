using System.Collections.Immutable;

namespace ProjetK.Ecosystem;

/// <summary>Land or a building on which a territory builds.</summary>
internal sealed record Site(
    Guid Id,
    Guid Territory,
    string DisplayName,
    Land Land,
    string Address,
    Location? Location,
    int AreaSquareMeters,
    string Owner,
    string Condition,
    ImmutableArray<SiteService> Services,
    bool Central,
    DateTimeOffset CreateTime,
    DateTimeOffset UpdateTime,
    long Version)
{
    public const string Pattern = "territories/{territory}/sites/{site}";

    public string Name => NameOf(Territory, Id);

    public static string NameOf(Guid territory, Guid id) => $"{Ecosystem.Territory.NameOf(territory)}/sites/{id}";

    /// <summary>What an update makes of it; whose it is and when it was recorded stays.</summary>
    public Site Become(Site changed, DateTimeOffset now) => changed with
    {
        Id = Id,
        Territory = Territory,
        CreateTime = CreateTime,
        UpdateTime = now,
        Version = Version + 1,
    };
}

/// <summary>A place on the map, WGS84, in degrees.</summary>
internal readonly record struct Location(double Latitude, double Longitude);

/// <summary>What people find on a site; numbered as on the wire.</summary>
internal enum SiteService
{
    Giving = 1,
    Recovery = 2,
    Laundry = 3,
    Workspace = 4,
    Lodging = 5,
    Sorting = 6,
    Repair = 7,
    Catering = 8,
    Shop = 9,
    Learning = 10,
    Meeting = 11,
    Gardening = 12,
}

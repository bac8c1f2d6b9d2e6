using System.Globalization;

namespace ProjetK.Foundation;

/// <summary>Turns a resource's version into an etag and refuses a stale one.</summary>
public static class Etag
{
    /// <summary>The etag of that version.</summary>
    public static string From(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>Refuses the etag of another version (ETAG_MISMATCH); an absent one is nobody's claim.</summary>
    public static void CheckIfGiven(string etag, long version)
    {
        if (etag.Length > 0)
            Check(etag, version);
    }

    /// <summary>Refuses an absent etag (INVALID_FIELD) and that of another version (ETAG_MISMATCH).</summary>
    public static void Check(string etag, long version, string field = "etag")
    {
        if (etag.Length == 0)
            throw CommonErrors.InvalidField(field, "is required: send the etag that was read with the resource.");
        if (etag != From(version))
            throw CommonErrors.EtagMismatch(StaleEtag.Metadata(version - Parse(etag)));
    }

    /// <summary>The version of an etag; null when it is none of this service's.</summary>
    private static long? Parse(string etag) => etag is ['"', .. var version, '"']
        && long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

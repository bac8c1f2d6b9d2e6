using System.Globalization;

namespace ProjetK.Ecosystem;

/// <summary>Where the next page of a list of the newest begins: after that instant, and that id within it.</summary>
internal static class Cursor
{
    public static string[] Key(DateTimeOffset time, Guid id) =>
        [time.UtcTicks.ToString(CultureInfo.InvariantCulture), id.ToString()];

    /// <summary>The key of the page before, or nulls on the first page.</summary>
    public static (DateTimeOffset? Time, Guid? Id) Read(Page page) => page.After switch
    {
        null => (null, null),
        [var time, var id] when long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTime.MaxValue.Ticks && Guid.TryParse(id, out var uuid) =>
            (new DateTimeOffset(ticks, TimeSpan.Zero), uuid),
        _ => throw Invalid(),
    };

    public static DomainException Invalid() => CommonErrors.InvalidField(
        "page_token", "must be the next_page_token of a list with the same arguments.");
}

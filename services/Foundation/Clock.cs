using System.Globalization;

namespace ProjetK.Foundation;

/// <summary>The time of domain decisions. In tests its offset comes from a file, so that processes travel
/// together.</summary>
internal sealed class Clock(string offsetFile) : TimeProvider
{
    // That of a file that is not there: as long as nobody travels, nothing is opened in vain.
    private long readVersion = DateTime.FromFileTimeUtc(0).Ticks;
    private TimeSpan offset;

    public override DateTimeOffset GetUtcNow()
    {
        Refresh();
        return base.GetUtcNow() + offset;
    }

    private void Refresh()
    {
        try
        {
            var version = File.GetLastWriteTimeUtc(offsetFile).Ticks;
            if (version == Volatile.Read(ref readVersion))
                return;
            offset = TimeSpan.TryParse(File.ReadAllText(offsetFile).Trim(), CultureInfo.InvariantCulture, out var read)
                ? read
                : TimeSpan.Zero;
            Volatile.Write(ref readVersion, version);
        }
        catch (IOException)
        {
            // Written at this very moment, or not there yet: the offset known so far holds until the next look.
        }
    }
}

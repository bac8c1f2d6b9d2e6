using System.Globalization;

namespace ProjetK.Testing;

/// <summary>Sets the time of domain decisions in all services of a stack at once. It goes on from there; leases and
/// timeouts keep real time.</summary>
public sealed class TestClock : IDisposable
{
    private readonly Lock gate = new();
    private TimeSpan offset;

    /// <summary>Where the services read how far their clock is off.</summary>
    public string File { get; } = Path.Combine(Path.GetTempPath(), $"projetk-clock-{Guid.NewGuid():N}");

    /// <summary>What the services' clock shows, but for the moment it takes to ask.</summary>
    public DateTimeOffset Now => DateTimeOffset.UtcNow + offset;

    /// <summary>From now on the services believe that it is <paramref name="instant"/>.</summary>
    public void Travel(DateTimeOffset instant)
    {
        offset = instant - DateTimeOffset.UtcNow;
        Write();
    }

    /// <summary>Moves the services' clock by some time.</summary>
    public void Advance(TimeSpan time)
    {
        offset += time;
        Write();
    }

    /// <summary>Back to real time.</summary>
    public void Return()
    {
        offset = TimeSpan.Zero;
        Write();
    }

    /// <inheritdoc/>
    public void Dispose() => System.IO.File.Delete(File);

    private void Write()
    {
        // A rename is seen whole or not at all.
        var draft = File + ".new";
        lock (gate)
        {
            System.IO.File.WriteAllText(draft, offset.ToString("c", CultureInfo.InvariantCulture));
            System.IO.File.Move(draft, File, overwrite: true);
        }
    }
}

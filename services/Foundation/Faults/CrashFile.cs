namespace ProjetK.Foundation;

/// <summary>Arms a crash point in a process that runs. Whoever dies of it takes the file away first, so that one
/// process dies of it, once; its new name tells the process id.</summary>
internal sealed class CrashFile(string path)
{
    private readonly Lock gate = new();
    private long readVersion;
    private CrashPoint? armed;
    private int remaining;

    /// <summary>True when the process shall end there now.</summary>
    public bool IsDue(CrashPoint point)
    {
        lock (gate)
        {
            Refresh();
            return armed == point && --remaining == 0 && Take();
        }
    }

    private void Refresh()
    {
        // A file that does not exist has a version, too.
        var version = File.GetLastWriteTimeUtc(path).Ticks;
        if (version == readVersion)
            return;
        armed = null;
        try
        {
            (armed, remaining) = CrashPoints.Parse(File.ReadAllText(path));
        }
        catch (FileNotFoundException)
        {
            // Disarmed, or another process was first.
        }
        readVersion = version;
    }

    private bool Take()
    {
        try
        {
            File.Move(path, $"{path}.{Environment.ProcessId}");
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }
}

namespace ProjetK.AppHost.Hosting;

/// <summary>Lets one process at a time do something; the kernel frees it when its holder dies.</summary>
internal static class FileLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static FileStream? TryTake(string path)
    {
        try
        {
            return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    public static FileStream Take(string path)
    {
        while (true)
        {
            if (TryTake(path) is { } taken)
                return taken;
            Thread.Sleep(Pause);
        }
    }

    /// <summary>Null when it was not to be had in time.</summary>
    public static async Task<FileStream?> TakeAsync(string path, TimeSpan patience)
    {
        for (var deadline = DateTime.UtcNow + patience; DateTime.UtcNow < deadline; await Task.Delay(Pause))
            if (TryTake(path) is { } taken)
                return taken;
        return null;
    }
}

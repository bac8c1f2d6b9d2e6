namespace ProjetK.AppHost.LocalHosting;

/// <summary>Lets one process at a time do something; the kernel frees it when its holder dies.</summary>
internal static class FileLock
{
    private static readonly TimeSpan Pulse = TimeSpan.FromMilliseconds(20);

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
            Thread.Sleep(Pulse);
        }
    }

    public static async Task<FileStream> TakeAsync(string path, Action onWait, CancellationToken cancellation)
    {
        for (var first = true; ; first = false)
        {
            if (TryTake(path) is { } taken)
                return taken;
            if (first)
                onWait();
            await Task.Delay(Pulse, cancellation);
        }
    }
}

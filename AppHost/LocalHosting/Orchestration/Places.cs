namespace ProjetK.AppHost.LocalHosting;

/// <summary>Where data and downloads go, by the rules of the desktop and with room for a server run by root.</summary>
internal static class Places
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Passable = Private | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const string Prefix = "projetk-";

    /// <summary>PostgreSQL refuses to run as root; it then runs as "nobody", who has to reach its files.</summary>
    public static bool IsRoot { get; } = Environment.IsPrivilegedProcess;

    public static string Data => Path.GetFullPath(
        Environment.GetEnvironmentVariable("PROJETK_DATA") is { Length: > 0 } chosen ? chosen
        : Path.Combine(Base("XDG_DATA_HOME", "/var/lib", ".local/share"), "projetk"));

    public static string Cache { get; } =
        Path.Combine(Base("XDG_CACHE_HOME", "/var/cache", ".cache"), "projetk", "infrastructure");

    public static string NewEphemeral()
    {
        RemoveAbandoned();
        return Path.Combine(Path.GetTempPath(), Prefix + Path.GetRandomFileName());
    }

    public static void Create(string folder) => Directory.CreateDirectory(folder, IsRoot ? Passable : Private);

    private static string Base(string variable, string ofRoot, string inHome) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } chosen ? chosen
        : IsRoot ? ofRoot
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), inHome);

    // Ephemeral folders of stacks that were killed: nobody holds their lock any more.
    private static void RemoveAbandoned()
    {
        var folders = Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*")
            .Where(folder => File.Exists(Path.Combine(folder, "lock"))
                && Directory.GetLastWriteTimeUtc(folder) < DateTime.UtcNow.AddMinutes(-1));
        foreach (var folder in folders)
            try
            {
                using var abandoned = FileLock.TryTake(Path.Combine(folder, "lock"));
                if (abandoned is not null)
                    Directory.Delete(folder, recursive: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // In use, or somebody else's.
            }
    }
}

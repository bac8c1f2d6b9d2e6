namespace ProjetK.AppHost.Hosting;

/// <summary>Where data and downloads go, by the rules of the desktop and with room for a server run by root.</summary>
internal static class Places
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Passable = Private | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public static string Data => Path.GetFullPath(
        Environment.GetEnvironmentVariable("PROJETK_DATA") is { Length: > 0 } chosen ? chosen
        : Path.Combine(Base("XDG_DATA_HOME", "/var/lib", ".local/share"), "projetk"));

    public static string Cache { get; } =
        Path.Combine(Base("XDG_CACHE_HOME", "/var/cache", ".cache"), "projetk", "infrastructure");

    /// <summary>A file that only its owner can read.</summary>
    public static FileStreamOptions PrivateFile
    {
        get
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return options;
        }
    }

    private static bool IsRoot => !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess;

    /// <summary>Only its owner sees what is in it. PostgreSQL, which root runs as the user nobody, passes through.
    /// </summary>
    public static void Create(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, IsRoot ? Passable : Private);
    }

    private static string Base(string variable, string ofRoot, string inHome) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } chosen ? chosen
        : IsRoot ? ofRoot
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), inHome);
}

namespace ProjetK.AppHost.LocalHosting;

/// <summary>Finds the programs of PostgreSQL on this machine, or fetches them.</summary>
internal sealed record PostgresPrograms(string Folder, string? Libraries)
{
    private const string Remedy =
        "install the package postgresql, or name the folder of its programs in PROJETK_POSTGRES_BIN, "
        + "or connect this machine to its package source once";

    public int Version { get; private init; }

    /// <summary>Those that can read existing data, if there is any; else the newest.</summary>
    public static async Task<PostgresPrograms> FindAsync(Stack stack, int? version, CancellationToken cancellation)
    {
        var found = Installed().Concat(Fetched(Path.Combine(Places.Cache, "postgresql")));
        var chosen = await FirstAsync(found, version, cancellation);
        if (chosen is null && version is null)
        {
            var fetched = await new DebianPackages(Places.Cache, stack.Terminal.Say)
                .FetchAsync("postgresql", Remedy, cancellation);
            chosen = await FirstAsync(Fetched(fetched), version, cancellation);
        }
        return chosen ?? throw new StackException("postgres", version is null
                ? "PostgreSQL is not installed and what was fetched has no server in it"
                : $"the data was written by PostgreSQL {version}, which is not installed here",
            version is null ? Remedy : $"install postgresql-{version}, or start afresh with --reset");
    }

    public string Of(string program) => Path.Combine(Folder, program);

    public Dictionary<string, string> Environment() => ChildEnvironment.With(
        Libraries is null ? [] : [("LD_LIBRARY_PATH", Libraries)]);

    private static async Task<PostgresPrograms?> FirstAsync(
        IEnumerable<PostgresPrograms> candidates, int? version, CancellationToken cancellation)
    {
        foreach (var programs in candidates.Where(p => File.Exists(p.Of("initdb")) && File.Exists(p.Of("postgres"))))
            if (await VersionAsync(programs, cancellation) is { } found && (version ?? found) == found)
                return programs with { Version = found };
        return null;
    }

    // Programs that do not run here, such as a link to something uninstalled, are as good as none.
    private static async Task<int?> VersionAsync(PostgresPrograms programs, CancellationToken cancellation)
    {
        try
        {
            var text = await Tool.RunAsync(
                programs.Of("postgres"), ["--version"], "/", cancellation, programs.Environment());
            return int.Parse(string.Concat(text.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit)));
        }
        catch (ToolException)
        {
            return null;
        }
    }

    private static IEnumerable<PostgresPrograms> Installed() =>
        new[] { System.Environment.GetEnvironmentVariable("PROJETK_POSTGRES_BIN") ?? "" }
            .Concat((System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'))
            .Concat(Versions("/usr/lib/postgresql")).Where(folder => folder is not "")
            .Select(folder => new PostgresPrograms(folder, Libraries: null));

    private static IEnumerable<PostgresPrograms> Fetched(string root) =>
        Versions(Path.Combine(root, "usr/lib/postgresql"))
            .Select(folder => new PostgresPrograms(folder, ChildEnvironment.LibrariesIn(root)));

    private static IEnumerable<string> Versions(string folder) => Directory.Exists(folder)
        ? Directory.GetDirectories(folder).OrderByDescending(path => int.Parse(Path.GetFileName(path)))
            .Select(path => Path.Combine(path, "bin")) : [];
}

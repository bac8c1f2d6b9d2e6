namespace ProjetK.AppHost.LocalHosting;

/// <summary>The folder of one stack: its data, secrets and logs. One stack at a time has it.</summary>
internal sealed class StackFolder : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly FileStream ownership;
    private readonly bool ephemeral;

    private StackFolder(string path, FileStream ownership, bool ephemeral)
    {
        Path = path;
        this.ownership = ownership;
        this.ephemeral = ephemeral;
        Secrets = new(System.IO.Path.Combine(ephemeral ? Places.Cache : path, "secrets.json"));
    }

    public string Path { get; }

    /// <summary>Ephemeral stacks share theirs, so that they can share a template of the database server.</summary>
    public SecretsFile Secrets { get; }

    public string Logs => Of("logs");

    public static async Task<StackFolder> OpenAsync(StackOptions options, CancellationToken cancellation)
    {
        var path = options.Ephemeral ? Places.NewEphemeral() : Places.Data;
        Places.Create(path);
        var folder = new StackFolder(path, Own(path), options.Ephemeral);
        await folder.WaitForPredecessorAsync(cancellation);
        if (options.Reset && !options.Ephemeral)
            folder.Empty();
        Places.Create(folder.Logs);
        Places.Create(folder.Of("run"));
        return folder;
    }

    public string Of(string name) => System.IO.Path.Combine(Path, name);

    public string LogOf(string resource) => Of($"logs/{resource}.log");

    public void Remember(string resource, int processId) =>
        File.WriteAllText(Of($"run/{resource}"), $"{processId} {ProcessTable.BirthOf(processId)}");

    public void Dispose()
    {
        if (ephemeral)
            Directory.Delete(Path, recursive: true);
        else
            Directory.Delete(Of("run"), recursive: true);
        ownership.Dispose();
    }

    private static FileStream Own(string path) => FileLock.TryTake(System.IO.Path.Combine(path, "lock"))
        ?? throw new StackException("AppHost", $"another stack runs on the data in {path}",
            "stop it, or run beside it with --ephemeral or with another folder in PROJETK_DATA, "
            + "and with other ports: --Gateway:HttpPort=9080 --Gateway:GrpcPort=9081");

    // Whoever had the folder may have been killed a moment ago, while its servers are still writing their data.
    private async Task WaitForPredecessorAsync(CancellationToken cancellation)
    {
        var deadline = DateTime.UtcNow + Patience;
        while (Directory.Exists(Of("run")) && Directory.EnumerateFiles(Of("run")).FirstOrDefault(IsAlive) is { } file)
        {
            if (DateTime.UtcNow > deadline)
                throw new StackException("AppHost",
                    $"process {File.ReadAllText(file)} of an earlier stack on {Path} does not end", "end it");
            await Task.Delay(50, cancellation);
        }
    }

    private static bool IsAlive(string file) =>
        File.ReadAllText(file).Split(' ') is [var id, var birth] && ProcessTable.BirthOf(int.Parse(id)) == birth;

    private void Empty()
    {
        foreach (var entry in Directory.EnumerateFileSystemEntries(Path).Where(entry => entry != ownership.Name))
            if (Directory.Exists(entry))
                Directory.Delete(entry, recursive: true);
            else
                File.Delete(entry);
    }
}

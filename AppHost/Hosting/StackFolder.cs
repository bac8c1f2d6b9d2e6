using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace ProjetK.AppHost.Hosting;

/// <summary>The folder of one stack: its data, generated secrets and mails. One stack at a time has it.</summary>
internal sealed class StackFolder
{
    private const string Prefix = "projetk-";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly FileStream ownership;

    private StackFolder(string path, bool keepsData, FileStream ownership) =>
        (Path, KeepsData, this.ownership) = (path, keepsData, ownership);

    public string Path { get; }

    /// <summary>False when everything is thrown away at the end.</summary>
    public bool KeepsData { get; }

    /// <summary>Takes the folder that the arguments name: a new one with <c>--ephemeral</c>, an emptied one with
    /// <c>--reset</c>.</summary>
    public static StackFolder Open(IReadOnlyCollection<string> args)
    {
        Places.Create(Places.Cache);
        var keepsData = !args.Contains("--ephemeral");
        if (!keepsData)
            RemoveAbandoned();
        var path = keepsData
            ? Places.Data
            : System.IO.Path.Combine(System.IO.Path.GetTempPath(), Prefix + System.IO.Path.GetRandomFileName());
        Places.Create(path);
        var folder = new StackFolder(path, keepsData, Own(path));
        if (args.Contains("--reset"))
            folder.Empty();
        return folder;
    }

    public string Of(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Where mails are files, unless the configuration names another folder.</summary>
    public string Mails(IConfiguration configuration) =>
        System.IO.Path.GetFullPath(configuration["Mail:Folder"] ?? Of("mails"));

    /// <summary>The name of a container's volume that belongs to this folder's data: another one after a reset, as the
    /// passwords are.</summary>
    public string Volume(string name) => $"projetk-{name}-{Secret("volumes")[..8]}";

    /// <summary>A generated secret: made when it is asked for the first time, and the same from then on.</summary>
    public string Secret(string name)
    {
        // Stacks that are thrown away share theirs, so that they can share a template of the database server.
        var file = System.IO.Path.Combine(KeepsData ? Path : Places.Cache, "secrets.json");
        using var turn = FileLock.Take(file + ".lock");
        var secrets = File.Exists(file)
            ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))! : [];
        if (secrets.TryGetValue(name, out var known))
            return known;
        secrets[name] = RandomNumberGenerator.GetString(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 32);
        var draft = file + ".new";
        using (var content = new FileStream(draft, Places.PrivateFile))
            JsonSerializer.Serialize(content, secrets);
        File.Move(draft, file, overwrite: true);
        return secrets[name];
    }

    /// <summary>Lets the next stack have the folder when its servers have ended; removes it when its data is not
    /// kept.</summary>
    public async Task Leave()
    {
        foreach (var server in Directory.EnumerateFiles(Path, "*.lock"))
            (await FileLock.TakeAsync(server, Patience))?.Dispose();
        if (!KeepsData)
            Directory.Delete(Path, recursive: true);
        await ownership.DisposeAsync();
    }

    private static FileStream Own(string path) => FileLock.TryTake(System.IO.Path.Combine(path, "lock"))
        ?? throw new StackException($"Another stack runs on the data in {path}.",
            "stop it, or run beside it with --ephemeral, or with another folder in PROJETK_DATA and other ports: "
            + "--Gateway:HttpPort=9080 --Gateway:GrpcPort=9081");

    private void Empty()
    {
        foreach (var entry in Directory.EnumerateFileSystemEntries(Path).Where(entry => entry != ownership.Name))
            if (Directory.Exists(entry))
                Directory.Delete(entry, recursive: true);
            else if (!entry.EndsWith(".lock", StringComparison.Ordinal))
                File.Delete(entry);
    }

    // Folders of stacks whose machine was turned off: nobody holds their lock any more.
    private static void RemoveAbandoned()
    {
        foreach (var folder in Directory.EnumerateDirectories(System.IO.Path.GetTempPath(), Prefix + "*")
            .Where(folder => File.Exists(System.IO.Path.Combine(folder, "lock"))
                && Directory.GetLastWriteTimeUtc(folder) < DateTime.UtcNow.AddMinutes(-1)))
            try
            {
                using var abandoned = FileLock.TryTake(System.IO.Path.Combine(folder, "lock"));
                if (abandoned is not null)
                    Directory.Delete(folder, recursive: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // In use, or somebody else's.
            }
    }
}

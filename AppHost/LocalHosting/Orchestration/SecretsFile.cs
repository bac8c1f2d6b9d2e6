using System.Text.Json;

namespace ProjetK.AppHost.LocalHosting;

/// <summary>Generated secrets, remembered in a file that only its owner can read.</summary>
internal sealed class SecretsFile(string path)
{
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The secret of that name, made now if there is none; several processes may ask at once.</summary>
    public string GetOrAdd(string name, Func<string> generate)
    {
        Places.Create(Path.GetDirectoryName(path)!);
        using var turn = FileLock.Take(path + ".lock");
        var secrets = File.Exists(path)
            ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(path))! : [];
        if (secrets.TryGetValue(name, out var known))
            return known;
        secrets[name] = generate();
        var draft = path + ".new";
        using (var file = new FileStream(draft, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = Mine,
        }))
            JsonSerializer.Serialize(file, secrets);
        File.Move(draft, path, overwrite: true);
        return secrets[name];
    }
}

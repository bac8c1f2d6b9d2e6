using System.Collections;

namespace ProjetK.AppHost.LocalHosting;

/// <summary>The environment of a server's process: this one's, and something more.</summary>
internal static class ChildEnvironment
{
    public static Dictionary<string, string> With(IEnumerable<(string Name, string Value)> more)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "");
        foreach (var (name, value) in more)
            environment[name] = value;
        return environment;
    }

    /// <summary>The folders in which unpacked packages have their shared libraries.</summary>
    public static string LibrariesIn(string root) => string.Join(':',
        new[] { "usr/lib", "lib" }.Select(folder => Path.Combine(root, folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.GetDirectories(folder, "*-linux-gnu*")));
}

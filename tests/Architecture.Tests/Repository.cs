using System.Runtime.CompilerServices;

namespace ProjetK.Architecture.Tests;

/// <summary>The sources that these tests look at.</summary>
internal static class Repository
{
    public static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    /// <summary>Files of the repository, built ones left out, as paths from its root.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The project files of the services: what they share is not one.</summary>
    public static IReadOnlyList<string> Services =>
        [.. Files("services", "*.csproj").Where(path => !path.StartsWith("services/Foundation/"))];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string Here([CallerFilePath] string path = "") => path;
}

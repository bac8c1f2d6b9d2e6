using System.Globalization;

namespace ProjetK.AppHost.Hosting;

/// <summary>What Linux says about processes; nothing of one that has ended.</summary>
internal static class ProcessFiles
{
    /// <summary>The process that started it, or that took it over.</summary>
    public static int ParentOf(int process) =>
        Lines(process, "status").FirstOrDefault(line => line.StartsWith("PPid:", StringComparison.Ordinal)) is { } line
            ? int.Parse(line[5..], CultureInfo.InvariantCulture) : 0;

    /// <summary>Also true while its parent has not noticed.</summary>
    public static bool HasEnded(int process) => !Lines(process, "status").Any(line =>
        line.StartsWith("State:", StringComparison.Ordinal) && line[6..].TrimStart()[0] is not ('Z' or 'X'));

    public static string NameOf(int process) => Lines(process, "comm").FirstOrDefault("");

    public static IReadOnlyList<string> ArgumentsOf(int process) =>
        Lines(process, "cmdline").FirstOrDefault("").Split('\0');

    private static string[] Lines(int process, string file)
    {
        try
        {
            return File.ReadAllLines($"/proc/{process}/{file}");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}

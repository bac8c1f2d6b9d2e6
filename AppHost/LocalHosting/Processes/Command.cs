namespace ProjetK.AppHost.LocalHosting;

/// <summary>A program to run, and how it wants to be stopped.</summary>
internal sealed record Command(string Program, IReadOnlyList<string> Arguments)
{
    public required IReadOnlyDictionary<string, string> Environment { get; init; }
    public required string WorkingDirectory { get; init; }
    public string StopSignal { get; init; } = "TERM";
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);
}

/// <summary>The dotnet command of the runtime that runs this very program.</summary>
internal static class Dotnet
{
    public static string Path { get; } = System.IO.Path.GetFullPath(
        System.IO.Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));
}

/// <summary>What the kernel tells about processes.</summary>
internal static class ProcessTable
{
    /// <summary>The moment at which the process started, in ticks since boot; with its id, it names one process.</summary>
    public static string? BirthOf(int processId) => Field(processId, index: 19);

    public static string? ParentOf(int processId) => Field(processId, index: 1);

    // After the name, which stands in brackets and may hold anything, fields are separated by spaces.
    private static string? Field(int processId, int index)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{processId}/stat");
            var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" ? null : fields[index];
        }
        catch (IOException)
        {
            return null;
        }
    }
}

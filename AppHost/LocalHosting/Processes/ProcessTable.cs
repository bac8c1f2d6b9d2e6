namespace ProjetK.AppHost.LocalHosting;

/// <summary>What the kernel tells about processes.</summary>
internal static class ProcessTable
{
    /// <summary>When a process started, in ticks since boot; with its id, it names one process.</summary>
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

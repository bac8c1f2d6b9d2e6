namespace ProjetK.AppHost.LocalHosting;

/// <summary>What the kernel tells about processes.</summary>
internal static class ProcessTable
{
    /// <summary>When a process started, in ticks since boot; with its id, it names one process.</summary>
    public static string? BirthOf(int processId) => Field(processId, index: 19);

    public static string? ParentOf(int processId) => Field(processId, index: 1);

    /// <summary>The process and all that it has started, whatever group they belong to.</summary>
    public static IReadOnlyList<int> TreeOf(int processId)
    {
        var children = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
            .Where(name => int.TryParse(name, out _)).Select(name => int.Parse(name!))
            .ToLookup(id => ParentOf(id) is { } parent ? int.Parse(parent) : 0);
        var tree = new List<int> { processId };
        for (var next = 0; next < tree.Count; next++)
            tree.AddRange(children[tree[next]]);
        return tree;
    }

    /// <summary>True when that file is among the words of its command line.</summary>
    public static bool Runs(int processId, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/cmdline").Split('\0').Contains(file);
        }
        catch (IOException)
        {
            return false;
        }
    }

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

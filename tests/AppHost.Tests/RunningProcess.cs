using System.Globalization;

namespace ProjetK.AppHost.Tests;

/// <summary>A process of this machine; the moment of its start tells it from a later one with the same id.</summary>
internal sealed record RunningProcess(int Id, int Parent, string Start)
{
    // DCP's monitor gives what it ends a while to end well.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    /// <summary>The variables with which a process was started.</summary>
    public static IReadOnlyDictionary<string, string> EnvironmentOf(int id) =>
        File.ReadAllText($"/proc/{id}/environ").Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(variable => variable.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[^1]);

    /// <summary>With what a process was started, its program first.</summary>
    public static IReadOnlyList<string> ArgumentsOf(int id) => File.ReadAllText($"/proc/{id}/cmdline").Split('\0');

    /// <summary>Those processes and all that they have started, directly or not.</summary>
    public static IReadOnlyList<RunningProcess> Under(IEnumerable<int> roots)
    {
        var all = All();
        var children = all.ToLookup(process => process.Parent);
        var found = all.IntersectBy(roots, process => process.Id).ToHashSet();
        for (var next = new Queue<RunningProcess>(found); next.TryDequeue(out var process);)
            foreach (var child in children[process.Id].Where(found.Add))
                next.Enqueue(child);
        return [.. found];
    }

    /// <summary>Those that inherited that variable and all that they have started: some overwrite what they
    /// inherited.</summary>
    public static IReadOnlyList<RunningProcess> With(string name, string value) => Under(All()
        .Where(process => Unless(() => EnvironmentOf(process.Id).GetValueOrDefault(name) == value))
        .Select(process => process.Id));

    public static Task UntilGone(IEnumerable<RunningProcess> processes) => Eventually.Get(
        () => Task.FromResult(string.Join(", ", processes.Intersect(All(), new SameProcess()).Select(Describe))),
        remaining => remaining.Length == 0, "processes to end", Patience);

    private static List<RunningProcess> All() => [.. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
        .Where(entry => int.TryParse(entry, out _)).Select(entry => Read(entry!)).OfType<RunningProcess>()];

    // What has ended may wait for its parent to notice.
    private static RunningProcess? Read(string id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : new(Number(id), Number(fields[1]), fields[19]);
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return null;
        }
    }

    private static string Describe(RunningProcess process)
    {
        var command = "";
        Unless(() => (command = File.ReadAllText($"/proc/{process.Id}/cmdline").Replace('\0', ' ')).Length > 0);
        return $"{process.Id} {command}";
    }

    // False for what has ended meanwhile, too.
    private static bool Unless(Func<bool> holds)
    {
        try
        {
            return holds();
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    // A parent that ends leaves its children to another.
    private sealed class SameProcess : EqualityComparer<RunningProcess>
    {
        public override bool Equals(RunningProcess? one, RunningProcess? other) =>
            (one?.Id, one?.Start) == (other?.Id, other?.Start);

        public override int GetHashCode(RunningProcess process) => process.Id;
    }
}

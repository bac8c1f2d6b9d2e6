using ProjetK.AppHost.LocalHosting;

namespace ProjetK.AppHost.Tests.LocalHosting;

/// <summary>Watches the processes that a stack has noted in its folder.</summary>
internal static class Running
{
    /// <summary>The process ids with the moments of their start.</summary>
    public static IReadOnlyList<string> On(string folder) =>
        [.. Directory.GetFiles(Path.Combine(folder, "run")).Select(File.ReadAllText).Where(IsAlive)];

    public static async Task UntilGone(IReadOnlyList<string> processes, CancellationToken patience)
    {
        while (processes.Any(IsAlive))
            await Task.Delay(20, patience);
    }

    private static bool IsAlive(string process) =>
        process.Split(' ') is [var id, var birth] && ProcessTable.BirthOf(int.Parse(id)) == birth;
}

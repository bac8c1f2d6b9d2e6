using System.Diagnostics;
using System.Globalization;

namespace ProjetK.AppHost.Hosting;

/// <summary>The two processes of Aspire's orchestrator that belong to this AppHost: one listens, and the other, under
/// it, starts and ends what runs.</summary>
internal static class Orchestrator
{
    private const string Name = "dcp", Option = "--monitor";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6), Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Ends what runs and then both at once, without asking them. A watcher of its own stands beside each thing
    /// that they run, and kills what is left of that when they are gone.</summary>
    public static async Task End()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var all = Processes();
        var listeners = all.Where(process => IsDcp(process) && IsOurs(process)).ToHashSet();
        var own = all.Where(process => IsDcp(process) && listeners.Contains(ProcessFiles.ParentOf(process))).ToHashSet();
        var run = all.Where(process => own.Contains(ProcessFiles.ParentOf(process)) && !IsDcp(process)).ToList();
        await Signal("TERM", run);
        for (var start = Stopwatch.GetTimestamp();
            Stopwatch.GetElapsedTime(start) < Patience && !run.TrueForAll(ProcessFiles.HasEnded);)
            await Task.Delay(Pause);
        await Signal("KILL", [.. own, .. listeners]);
    }

    private static List<int> Processes() => [.. Directory.EnumerateDirectories("/proc")
        .Select(entry => int.TryParse(Path.GetFileName(entry), CultureInfo.InvariantCulture, out var process) ? process : 0)
        .Where(process => process > 0)];

    private static bool IsDcp(int process) => ProcessFiles.NameOf(process) == Name;

    private static bool IsOurs(int process) =>
        ProcessFiles.ArgumentsOf(process).SkipWhile(argument => argument != Option).ElementAtOrDefault(1)
            == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

    private static async Task Signal(string signal, IReadOnlyCollection<int> processes)
    {
        if (processes.Count == 0)
            return;
        // Those that have ended meanwhile are complained of, which does not matter.
        using var kill = Process.Start(new ProcessStartInfo(
            "kill", ["-s", signal, .. processes.Select(process => process.ToString(CultureInfo.InvariantCulture))])
        {
            RedirectStandardError = true,
        })!;
        await kill.WaitForExitAsync();
    }
}

using System.Diagnostics;
using System.Globalization;

namespace ProjetK.AppHost.Hosting;

/// <summary>The two processes of Aspire's orchestrator that belong to this AppHost: one listens, and the other, under
/// it, starts and ends what runs.</summary>
internal static class Orchestrator
{
    private const string Name = "dcp", Option = "--monitor";

    /// <summary>Ends both at once. A watcher of its own stands beside each thing that they run, and ends that in order
    /// when they are gone.</summary>
    public static void Kill()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var all = Process.GetProcessesByName(Name);
        var listeners = all.Where(process => IsOurs(process.Id)).Select(process => process.Id).ToHashSet();
        foreach (var process in all)
        {
            if (listeners.Contains(process.Id) || listeners.Contains(ProcessFiles.ParentOf(process.Id)))
                process.Kill();
            process.Dispose();
        }
    }

    private static bool IsOurs(int process) =>
        ProcessFiles.ArgumentsOf(process).SkipWhile(argument => argument != Option).ElementAtOrDefault(1)
            == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
}

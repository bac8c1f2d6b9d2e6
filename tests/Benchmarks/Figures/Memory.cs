using System.Globalization;

namespace ProjetK.Benchmarks.Figures;

/// <summary>What the three services and the gateway hold resident once everything before was measured.</summary>
internal sealed class Memory : IFigure
{
    private static readonly string[] Processes =
        ["applications", "funding", "ecosystem", "gateway", "identity", "portal"];

    public string Name => "memory";

    public int MostRounds => 1;

    public IReadOnlyList<Goal> Goals { get; } =
    [
        new("three services and gateway, resident after the load, MB",
            found => Processes[..4].Sum(process => found[$"{process} MB"]), 900, 600, true),
    ];

    public Task Prepare(Bench bench) => Task.CompletedTask;

    public Task Measure(Bench bench, Reading reading)
    {
        foreach (var process in Processes)
            reading[$"{process} MB"] = Resident(bench, process);
        return Task.CompletedTask;
    }

    /// <summary>What a service holds in memory, in MB; fails when it does not run, which would look like nothing.</summary>
    public static double Resident(Bench bench, string service)
    {
        var processes = bench.Stack.Faults.ProcessesOf(service);
        return processes.Count > 0
            ? processes.Sum(process => Resident(process))
            : throw new InvalidOperationException($"{service} does not run.");
    }

    private static double Resident(int process) => double.Parse(
        File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
}

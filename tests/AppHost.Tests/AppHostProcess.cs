using System.Collections.Concurrent;
using System.Diagnostics;

namespace ProjetK.AppHost.Tests;

/// <summary>The AppHost as a process of its own, with what it says; its end ends all that it started.</summary>
internal sealed class AppHostProcess : IAsyncDisposable
{
    private const string Mark = "PROJETK_STARTED_BY_TEST";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string mark = Guid.NewGuid().ToString();
    private readonly ConcurrentQueue<string> lines = [];
    private readonly Process process;

    /// <summary>Starts it on the data in a folder, or on data that is thrown away.</summary>
    public static async Task<AppHostProcess> Start(string? data, params string[] arguments)
    {
        await Turn.Come();
        return new(data, arguments);
    }

    private AppHostProcess(string? data, string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "AppHost"),
            ["--environment=Test", .. Stack.AnyPorts, .. data is null ? ["--ephemeral"] : (string[])[], .. arguments])
        {
            WorkingDirectory = global::Projects.AppHost.ProjectPath,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { [Mark] = mark, ["PROJETK_DATA"] = data },
        };
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => lines.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => lines.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>All that it has said.</summary>
    public string Output => string.Join('\n', lines);

    /// <summary>It, the orchestrator, the dashboard, servers and services.</summary>
    public IReadOnlyList<RunningProcess> Processes => RunningProcess.With(Mark, mark);

    /// <summary>Ends when it has said that.</summary>
    public async Task Says(string text)
    {
        var output = await Eventually.Get(() => Task.FromResult(Output),
            output => output.Contains(text) || process.HasExited, $"the AppHost to say '{text}'", Patience);
        Assert.Contains(text, output);
    }

    public void Signal(string signal) => Signal(signal, [process.Id]);

    /// <summary>To those processes that start and end everything else, not to their watchers.</summary>
    public void SignalOrchestrator(string signal) => Signal(signal, Processes.Select(running => running.Id)
        .Where(id => RunningProcess.ArgumentsOf(id) is var arguments && arguments[0].EndsWith("/dcp")
            && arguments[1] is "start-apiserver" or "run-controllers"));

    /// <summary>Its exit code, when it has ended.</summary>
    public async Task<int> Ends()
    {
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        var processes = Processes;
        if (processes.Count > 0)
            Signal("KILL", processes.Select(left => left.Id));
        await RunningProcess.UntilGone(processes);
        process.Dispose();
    }

    private static void Signal(string signal, IEnumerable<int> processes)
    {
        using var kill = Process.Start("kill", ["-s", signal, .. processes.Select(id => $"{id}")]);
        kill.WaitForExit();
    }
}

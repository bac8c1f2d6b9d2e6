using System.Diagnostics;
using System.Globalization;
using ProjetK.Benchmarks.Limits;

namespace ProjetK.Benchmarks;

/// <summary>One more process of a service that runs, with the same settings but for its ports and what is to be
/// different about it.</summary>
internal sealed class SecondProcess : IAsyncDisposable
{
    private readonly Process process;

    private SecondProcess(Process process, Uri grpc) => (this.process, Grpc) = (process, grpc);

    public Uri Grpc { get; }

    /// <summary>Starts it; it may not listen yet.</summary>
    public static SecondProcess Start(Bench bench, string service, Predicate<string> drop)
    {
        var running = bench.Stack.Faults.ProcessesOf(service)[0].ToString(CultureInfo.InvariantCulture);
        var command = Read(running, "cmdline");
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = new FileInfo($"/proc/{running}/cwd").LinkTarget!,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var line in Read(running, "environ"))
            if (line.IndexOf('=') is > 0 and var end && !drop(line[..end]))
                start.Environment[line[..end]] = line[(end + 1)..];
        var (http, grpc) = (LimitProcess.FreePort(), LimitProcess.FreePort());
        start.Environment["Kestrel__Endpoints__http__Url"] = $"http://127.0.0.1:{http}";
        start.Environment["Kestrel__Endpoints__grpc__Url"] = $"http://127.0.0.1:{grpc}";
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new(process, new($"http://127.0.0.1:{grpc}"));
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static string[] Read(string process, string what) =>
        File.ReadAllText($"/proc/{process}/{what}").Split('\0', StringSplitOptions.RemoveEmptyEntries);
}

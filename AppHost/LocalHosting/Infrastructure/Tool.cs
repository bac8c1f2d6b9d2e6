using System.ComponentModel;
using System.Diagnostics;

namespace ProjetK.AppHost.LocalHosting;

/// <summary>A command of the system failed, or there is none of that name.</summary>
internal sealed class ToolException(string message) : Exception(message);

/// <summary>Runs commands of the system to their end.</summary>
internal static class Tool
{
    /// <summary>What the command wrote; its failure carries the last line of what it complained about.</summary>
    public static async Task<string> RunAsync(
        string program, IEnumerable<string> arguments, string folder, CancellationToken cancellation,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        using var process = new Process
        {
            StartInfo = new(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["LC_ALL"] = "C.UTF-8", ["DEBIAN_FRONTEND"] = "noninteractive" },
            },
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            process.StartInfo.Environment[name] = value;
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            throw new ToolException($"this system has no command {program}");
        }
        using var abandon = cancellation.Register(process.Kill);
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var complaints = await process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        cancellation.ThrowIfCancellationRequested();
        if (process.ExitCode == 0)
            return await output;
        var reason = new[] { await output, complaints }.SelectMany(text => text.Split('\n')).Select(line => line.Trim())
            .LastOrDefault(line => line is not "" && !line.StartsWith("W: "), "no reason given");
        throw new ToolException($"{program}: {reason}");
    }
}

using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Configuration;

namespace ProjetK.AppHost.Servers;

/// <summary>Tells whether servers can run in containers here.</summary>
internal static class ContainerRuntime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>True when Docker or Podman answers, unless the setting <c>Servers</c> says Container or Process; always
    /// where the distribution has no packages of the servers.</summary>
    public static bool IsWanted(IConfiguration configuration) => configuration["Servers"]?.ToUpperInvariant() switch
    {
        "CONTAINER" => true,
        "PROCESS" => false,
        _ => !OperatingSystem.IsLinux() || Answers("docker") || Answers("podman"),
    };

    // The program may be there without an engine behind it.
    private static bool Answers(string program)
    {
        try
        {
            using var question = Process.Start(new ProcessStartInfo(program, "info")
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            question.OutputDataReceived += (_, _) => { };
            question.ErrorDataReceived += (_, _) => { };
            question.BeginOutputReadLine();
            question.BeginErrorReadLine();
            if (question.WaitForExit(Patience))
                return question.ExitCode == 0;
            question.Kill();
            return false;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}

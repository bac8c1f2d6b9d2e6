using System.Diagnostics;
using System.Globalization;

namespace ProjetK.AppHost.LocalHosting;

/// <summary>A process, with all that it starts, that cannot outlive the AppHost (see supervise.sh).</summary>
internal sealed class SupervisedProcess
{
    private static readonly string Script = Path.Combine(AppContext.BaseDirectory, "supervise.sh");
    private readonly Process process;
    private readonly TimeSpan grace;

    private SupervisedProcess(Process process, TimeSpan grace, OutputLog log)
    {
        this.process = process;
        this.grace = grace;
        Log = log;
        Exit = ExitAsync();
    }

    public int Id => process.Id;
    public OutputLog Log { get; }

    /// <summary>Ends with the exit code, once the process is over and all it said is in the log.</summary>
    public Task<int> Exit { get; }

    public bool HasExited => Exit.IsCompleted;

    public static SupervisedProcess Start(Command command, OutputLog log)
    {
        var start = new ProcessStartInfo("setsid")
        {
            ArgumentList =
            {
                "sh", Script, command.StopSignal,
                (command.Grace.TotalSeconds * 10).ToString("0", CultureInfo.InvariantCulture), command.Program,
            },
            WorkingDirectory = command.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in command.Arguments)
            start.ArgumentList.Add(argument);
        start.Environment.Clear();
        foreach (var (name, value) in command.Environment)
            start.Environment[name] = value;

        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => log.Write(line.Data);
        process.ErrorDataReceived += (_, line) => log.Write(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new(process, command.Grace, log);
    }

    /// <summary>Asks it to end, and sees to it that it does.</summary>
    public async Task StopAsync()
    {
        // One that was paused would not hear it.
        Resume();
        LetGo();
        await Exit.WaitAsync(grace + TimeSpan.FromSeconds(5));
    }

    /// <summary>Ends it, with all that it has started, without asking.</summary>
    public void Kill() => Send(Signal.Kill, ProcessTable.TreeOf(Id));

    /// <summary>Lets it stand still, and all that it has started; the watcher goes on watching.</summary>
    public void Pause() => Send(Signal.Stop, ProcessTable.TreeOf(Id).Where(id => !ProcessTable.Runs(id, Script)));

    public void Resume() => Send(Signal.Continue, ProcessTable.TreeOf(Id));

    /// <summary>Sends it, and nothing that it has started, a signal.</summary>
    public void Send(Signal signal) => Send(signal, [Id]);

    private static void Send(Signal signal, IEnumerable<int> processes)
    {
        foreach (var id in processes)
            Signals.Send(id, signal);
    }

    private async Task<int> ExitAsync()
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.Exited += (_, _) => over.TrySetResult();
        if (process.HasExited)
            over.TrySetResult();
        await over.Task;
        LetGo();
        // The last lines may still be on their way; somebody the process left behind could keep the pipe open.
        await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(TimeSpan.FromSeconds(2)));
        Log.Dispose();
        return process.ExitCode;
    }

    // Closing this pipe is the sign for the watcher to end whatever is left of the process group.
    private void LetGo()
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The other side is gone already.
        }
    }
}

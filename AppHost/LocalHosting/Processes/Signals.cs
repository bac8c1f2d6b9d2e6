using System.Runtime.InteropServices;

namespace ProjetK.AppHost.LocalHosting;

/// <summary>What can be sent to a process, by the kernel's numbers.</summary>
internal enum Signal
{
    Quit = 3,
    Kill = 9,
    Continue = 18,
    Stop = 19,
}

/// <summary>Sends signals to processes.</summary>
internal static class Signals
{
    // It may be gone already, which is as well.
    public static void Send(int processId, Signal signal) => _ = Kill(processId, signal);

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int processId, Signal signal);
}

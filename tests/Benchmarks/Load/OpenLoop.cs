using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ProjetK.Benchmarks.Load;

/// <summary>Requests at a fixed rate, whatever becomes of the earlier ones: each is timed from when it was to be sent,
/// so that a pause of the server counts for all who would have come during it.</summary>
internal static partial class OpenLoop
{
    /// <summary>How long the answers took. A call that is not answered as wanted fails the measurement.</summary>
    public static Task<Latencies> Run(double perSecond, TimeSpan time, Func<Task> call) => Task.Factory.StartNew(
        async () =>
        {
            var count = (int)(perSecond * time.TotalSeconds);
            var calls = new Task<double>[count];
            var start = Stopwatch.GetTimestamp();
            for (var number = 0; number < count; number++)
            {
                var due = start + (long)(number * Stopwatch.Frequency / perSecond);
                Wait(due);
                calls[number] = Time(call, due);
            }
            return new Latencies(await Task.WhenAll(calls));
        }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();

    private static async Task<double> Time(Func<Task> call, long due)
    {
        // The next one does not wait for what this one does before its first await.
        await Task.Yield();
        await call();
        return Stopwatch.GetElapsedTime(due).TotalMilliseconds;
    }

    /// <summary>Sleeps by the system's own clock: those of .NET wake up a millisecond late.</summary>
    private static unsafe void Wait(long due)
    {
        var pause = stackalloc long[2];
        while (Stopwatch.GetTimestamp() is var now && now < due)
        {
            (pause[0], pause[1]) = (0, Math.Min(due - now, 999_999_999));
            Sleep(pause, null);
        }
    }

    [LibraryImport("libc", EntryPoint = "nanosleep")]
    private static unsafe partial int Sleep(long* wanted, long* remaining);
}

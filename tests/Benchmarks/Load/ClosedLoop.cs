using System.Diagnostics;

namespace ProjetK.Benchmarks.Load;

/// <summary>As many requests as are answered, with a bounded number on their way: for throughput.</summary>
internal static class ClosedLoop
{
    /// <summary>Answers a second. A call that is not answered as wanted throws, and fails the measurement.</summary>
    public static async Task<double> Rate(int window, TimeSpan time, Func<Task> call)
    {
        var start = Stopwatch.GetTimestamp();
        var end = start + (long)(time.TotalSeconds * Stopwatch.Frequency);
        long answers = 0;
        await Task.WhenAll(Enumerable.Range(0, window).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetTimestamp() < end)
            {
                await call();
                Interlocked.Increment(ref answers);
            }
        })));
        // The last answers come after the end: their time counts as well.
        return answers / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}

using System.Diagnostics;
using System.Globalization;

namespace ProjetK.Benchmarks;

/// <summary>Tells whether the machine was ours alone during a measurement: the same short work takes as long before and
/// after it as it does on this machine at best, and the hypervisor gave no time to others.</summary>
internal sealed class Quiet
{
    private const double Deviation = 1.15, Stolen = 0.02;
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(300);

    private double best = double.MaxValue;

    /// <summary>Measures; gives what was disturbing, or null.</summary>
    public async Task<string?> Watch(Func<Task> measurement)
    {
        var before = await Calibrate();
        var (stolen, all) = ReadProcessors();
        await measurement();
        var (stolenAfter, allAfter) = ReadProcessors();
        var after = await Calibrate();
        var share = (stolenAfter - stolen) / Math.Max(1, allAfter - all);
        if (share > Stolen)
            return string.Create(CultureInfo.InvariantCulture, $"{share:P0} of the time was stolen");
        var worst = Math.Max(before, after);
        return worst > best * Deviation
            ? string.Create(CultureInfo.InvariantCulture, $"the machine was slower by {(worst / best) - 1:P0}")
            : null;
    }

    /// <summary>The median of five times that a fixed work takes on all processors at once.</summary>
    private async Task<double> Calibrate()
    {
        // What the load has left to do, such as collecting garbage, is none of others' noise.
        await Task.Delay(Settling);
        var times = new double[5];
        for (var number = 0; number < times.Length; number++)
        {
            var start = Stopwatch.GetTimestamp();
            Parallel.For(0, Environment.ProcessorCount, _ => Work());
            times[number] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        Array.Sort(times);
        best = Math.Min(best, times[2]);
        return times[2];
    }

    private static void Work()
    {
        ulong state = 88172645463325252;
        for (var number = 0; number < 10_000_000; number++)
            state ^= (state << 13) ^ (state >> 7) ^ (state << 17);
        GC.KeepAlive(state);
    }

    /// <summary>In ticks of all processors since the machine started: what others got, and all.</summary>
    private static (double Stolen, double All) ReadProcessors()
    {
        var ticks = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..]
            .Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return (ticks[7], ticks[..8].Sum());
    }
}

namespace ProjetK.Benchmarks.Load;

/// <summary>How long each answer took, in milliseconds.</summary>
internal sealed class Latencies
{
    private readonly double[] sorted;

    public Latencies(IEnumerable<double> milliseconds) => sorted = [.. milliseconds.Order()];

    public double P50 => At(0.5);

    public double P99 => At(0.99);

    public double P999 => At(0.999);

    public double Worst => sorted[^1];

    private double At(double part) => sorted[Math.Min(sorted.Length - 1, (int)(part * sorted.Length))];
}

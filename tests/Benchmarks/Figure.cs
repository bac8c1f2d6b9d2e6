namespace ProjetK.Benchmarks;

/// <summary>Something that is measured beside its limit, again and again.</summary>
internal interface IFigure
{
    /// <summary>As the command line names it.</summary>
    string Name { get; }

    /// <summary>How often it is measured at most; what takes long, or cannot be repeated, once.</summary>
    int MostRounds => int.MaxValue;

    /// <summary>What is made of the values of a round.</summary>
    IReadOnlyList<Goal> Goals { get; }

    /// <summary>Prepares data and warms up.</summary>
    Task Prepare(Bench bench);

    /// <summary>Measures everything once: us and the limits, one after the other.</summary>
    Task Measure(Bench bench, Reading reading);
}

/// <summary>What one round found, by name.</summary>
internal sealed class Reading
{
    private readonly Dictionary<string, double> values = [];

    public double this[string name]
    {
        get => values[name];
        set => values[name] = value;
    }

    public IReadOnlyDictionary<string, double> Values => values;
}

/// <summary>What is wanted of a figure. Without a gate it is only told.</summary>
/// <param name="Name">What is divided by what, or what is counted.</param>
/// <param name="Value">Made of the values of a round.</param>
/// <param name="Gate">What must be reached.</param>
/// <param name="Aim">What we want to reach.</param>
/// <param name="LessIsBetter">True of times and sizes.</param>
internal sealed record Goal(
    string Name, Func<Reading, double> Value, double? Gate = null, double? Aim = null, bool LessIsBetter = false)
{
    /// <summary>The value of the worst of some rounds.</summary>
    public double Worst(IEnumerable<Reading> readings) =>
        LessIsBetter ? readings.Max(Value) : readings.Min(Value);

    /// <summary>Whether a value is as good as wanted.</summary>
    public bool Holds(double value, double wanted) => LessIsBetter ? value <= wanted : value >= wanted;
}

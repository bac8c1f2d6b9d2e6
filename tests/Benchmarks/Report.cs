using System.Globalization;
using System.Text.Json;

namespace ProjetK.Benchmarks;

/// <summary>What was found, as a table for people and as JSON to be compared with later.</summary>
internal sealed class Report
{
    private const int Enough = 3;
    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private readonly List<Line> lines = [];
    private readonly List<Value> values = [];

    public Report(
        IReadOnlyList<IFigure> figures, Dictionary<IFigure, List<(Reading Reading, string? Noise)>> found,
        IReadOnlyList<string> failed)
    {
        Failed = failed;
        foreach (var figure in figures)
        {
            var all = found[figure];
            var quiet = all.Where(one => one.Noise is null).Select(one => one.Reading).ToList();
            // Where the machine was never quiet, a rough figure is better than none: it says so.
            var isQuiet = quiet.Count >= Math.Min(Enough, figure.MostRounds);
            var used = isQuiet ? quiet : [.. all.Select(one => one.Reading)];
            foreach (var goal in figure.Goals)
                lines.Add(Of(figure, goal, used, isQuiet ? quiet.Count : 0, all.Count));
            foreach (var name in used.SelectMany(reading => reading.Values.Keys).Distinct())
                values.Add(Spread(figure, name, [.. used.Select(reading => reading[name]).Order()]));
        }
    }

    /// <summary>The figures that could not be measured.</summary>
    public IReadOnlyList<string> Failed { get; }

    /// <summary>Four digits are enough.</summary>
    public static string Number(double value) => value switch
    {
        >= 1000 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 100 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00", CultureInfo.InvariantCulture),
    };

    /// <summary>Shows the table.</summary>
    public void Print(TextWriter writer) => writer.WriteLine(Table(null));

    /// <summary>Writes both beside each other, with what has changed since the last time.</summary>
    public void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        var last = Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).LastOrDefault();
        var before = last is null ? null : JsonSerializer.Deserialize<Saved>(File.ReadAllText(last), Layout);
        var name = Path.Combine(folder, DateTime.UtcNow.ToString("yyyy-MM-dd-HHmm", CultureInfo.InvariantCulture));
        var saved = new Saved(DateTime.UtcNow, Environment.ProcessorCount, Processor(), lines, values);
        File.WriteAllText($"{name}.json", JsonSerializer.Serialize(saved, Layout) + "\n");
        var table = Table(before);
        File.WriteAllText($"{name}.md", table);
        if (before is not null)
            Console.WriteLine($"\nCompared with {Path.GetFileName(last)}:\n{table}");
        Console.WriteLine($"Written: {name}.json and .md");
    }

    private string Table(Saved? before)
    {
        var table = new StringWriter();
        table.WriteLine("| figure | worst quiet round | median | range | gate | aim | quiet rounds | before |");
        table.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var line in lines)
        {
            var earlier = before?.Lines.FirstOrDefault(one => (one.Figure, one.Goal) == (line.Figure, line.Goal));
            table.WriteLine(
                $"| {line.Goal} | {Number(line.Worst)}{Verdict(line)} | {Number(line.Median)} "
                + $"| {Number(line.Least)}–{Number(line.Most)} | {Optional(line.Gate)} | {Optional(line.Aim)} "
                + $"| {(line.Quiet == 0 ? "none: rough" : $"{line.Quiet}")} of {line.Rounds} "
                + $"| {(earlier is null ? "" : Number(earlier.Median))} |");
        }
        if (Failed.Count > 0)
            table.WriteLine($"\nFailed, and not measured: {string.Join(", ", Failed)}.");
        table.WriteLine();
        table.WriteLine("| measured | median | range |");
        table.WriteLine("|---|---|---|");
        foreach (var value in values)
            table.WriteLine(
                $"| {value.Figure}: {value.Name} | {Number(value.Median)} | {Number(value.Least)}–{Number(value.Most)} |");
        return table.ToString();
    }

    private static string Verdict(Line line) => (line.HoldsGate, line.HoldsAim) switch
    {
        (_, true) => " ✓ aim",
        (true, _) => " ✓",
        (false, _) => " ✗",
        _ => "",
    };

    private static string Optional(double? value) => value is { } number ? Number(number) : "";

    private static Line Of(IFigure figure, Goal goal, List<Reading> readings, int quiet, int rounds)
    {
        double[] found = [.. readings.Select(goal.Value).Order()];
        var worst = goal.Worst(readings);
        return new(
            figure.Name, goal.Name, worst, Median(found), found[0], found[^1], goal.Gate, goal.Aim,
            goal.Gate is { } gate ? goal.Holds(worst, gate) : null, goal.Aim is { } aim ? goal.Holds(worst, aim) : null,
            quiet, rounds);
    }

    private static Value Spread(IFigure figure, string name, double[] found) =>
        new(figure.Name, name, Median(found), found[0], found[^1]);

    private static double Median(double[] sorted) =>
        (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;

    private static string Processor() => File.ReadLines("/proc/cpuinfo")
        .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "";

    private sealed record Saved(
        DateTime Time, int Processors, string Processor, IReadOnlyList<Line> Lines, IReadOnlyList<Value> Values);

    private sealed record Line(
        string Figure, string Goal, double Worst, double Median, double Least, double Most, double? Gate, double? Aim,
        bool? HoldsGate, bool? HoldsAim, int Quiet, int Rounds);

    private sealed record Value(string Figure, string Name, double Median, double Least, double Most);
}

namespace ProjetK.Benchmarks;

/// <summary>Measures all figures by turns, so that whatever changes on the machine changes for all of them.</summary>
internal static class Rounds
{
    public static async Task<Report> Run(Bench bench, IReadOnlyList<IFigure> figures, int rounds)
    {
        var quiet = new Quiet();
        var found = figures.ToDictionary(figure => figure, _ => new List<(Reading Reading, string? Noise)>());
        var failed = new HashSet<IFigure>();
        foreach (var figure in figures)
        {
            Console.WriteLine($"{figure.Name}: preparing");
            await Try(figure, failed, () => figure.Prepare(bench));
        }
        // A noisy round is made up for, but not for ever.
        for (var round = 0; round < 2 * rounds; round++)
            foreach (var figure in figures)
            {
                var wanted = Math.Min(rounds, figure.MostRounds);
                if (failed.Contains(figure) || found[figure].Count(one => one.Noise is null) >= wanted || found[figure].Count >= 2 * wanted)
                    continue;
                var reading = new Reading();
                var noise = await quiet.Watch(() => Try(figure, failed, () => figure.Measure(bench, reading)));
                if (failed.Contains(figure))
                    continue;
                found[figure].Add((reading, noise));
                Tell(figure, found[figure].Count, reading, noise);
            }
        return new([.. figures.Where(figure => found[figure].Count > 0)], found, [.. failed.Select(figure => figure.Name)]);
    }

    /// <summary>A figure that fails is not measured any more; the others are.</summary>
    private static async Task Try(IFigure figure, HashSet<IFigure> failed, Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception failure)
        {
            failed.Add(figure);
            Console.Error.WriteLine($"{figure.Name} failed: {failure}");
        }
    }

    private static void Tell(IFigure figure, int number, Reading reading, string? noise)
    {
        var values = string.Join("  ", reading.Values.Select(one => $"{one.Key} {Report.Number(one.Value)}"));
        Console.WriteLine($"{figure.Name} {number}: {values}{(noise is null ? "" : $"  (void: {noise})")}");
    }
}

namespace ProjetK.Benchmarks;

/// <summary>Measures all figures by turns, so that whatever changes on the machine changes for all of them.</summary>
internal static class Rounds
{
    public static async Task<Report> Run(Bench bench, IReadOnlyList<IFigure> figures, int rounds)
    {
        var quiet = new Quiet();
        var found = figures.ToDictionary(figure => figure, _ => new List<(Reading Reading, string? Noise)>());
        foreach (var figure in figures)
        {
            Console.WriteLine($"{figure.Name}: preparing");
            await figure.Prepare(bench);
        }
        // A noisy round is made up for, but not for ever.
        for (var round = 0; round < 2 * rounds; round++)
            foreach (var figure in figures)
            {
                var wanted = Math.Min(rounds, figure.MostRounds);
                if (found[figure].Count(one => one.Noise is null) >= wanted || found[figure].Count >= 2 * wanted)
                    continue;
                var reading = new Reading();
                var noise = await quiet.Watch(() => figure.Measure(bench, reading));
                found[figure].Add((reading, noise));
                Tell(figure, found[figure].Count, reading, noise);
            }
        return new(figures, found);
    }

    private static void Tell(IFigure figure, int number, Reading reading, string? noise)
    {
        var values = string.Join("  ", reading.Values.Select(one => $"{one.Key} {Report.Number(one.Value)}"));
        Console.WriteLine($"{figure.Name} {number}: {values}{(noise is null ? "" : $"  (void: {noise})")}");
    }
}

using ProjetK.Benchmarks;
using ProjetK.Benchmarks.Figures;
using ProjetK.Benchmarks.Limits;

switch (args)
{
    case ["serve", "hello", var port]:
        HelloServer.Run(int.Parse(port));
        return 0;
    case ["serve", "proxy", var port, var to]:
        BareProxy.Run(int.Parse(port), to);
        return 0;
}

IFigure[] all =
[
    new Reads(), new Writes(), new Gateway(), new Json(), new Reservations(), new Events(), new OutboxDrain(),
    new Telemetry(), new Start(), new Watchers(), new Deadline(), new Memory(), new Growth(),
];
var options = Options.Read(args);
if (options.Figures.Except(all.Select(figure => figure.Name)).FirstOrDefault() is { } unknown)
{
    Console.Error.WriteLine($"There is no figure {unknown}: {string.Join(", ", all.Select(figure => figure.Name))}.");
    return 2;
}
var figures = all.Where(figure => options.Figures.Count == 0 || options.Figures.Contains(figure.Name)).ToArray();
await using var bench = await Bench.Start(options);
var report = await Rounds.Run(bench, figures, options.Rounds);
report.Print(Console.Out);
report.Save(options.Folder);
return report.Failed.Count == 0 ? 0 : 1;

using System.Globalization;

namespace ProjetK.Benchmarks;

/// <summary>What the command line asks for: <c>[figure …] [--rounds 7] [--seconds 2] [--output FOLDER]</c>.</summary>
internal sealed record Options(IReadOnlyList<string> Figures, int Rounds, TimeSpan Time, string Folder)
{
    public static Options Read(string[] args)
    {
        var figures = new List<string>();
        var options = new Options(figures, 7, TimeSpan.FromSeconds(2), Path.Combine(Here(), "results"));
        for (var index = 0; index < args.Length; index++)
            switch (args[index])
            {
                case "--rounds":
                    options = options with { Rounds = int.Parse(args[++index], CultureInfo.InvariantCulture) };
                    break;
                case "--seconds":
                    options = options with
                    {
                        Time = TimeSpan.FromSeconds(double.Parse(args[++index], CultureInfo.InvariantCulture)),
                    };
                    break;
                case "--output":
                    options = options with { Folder = args[++index] };
                    break;
                default:
                    figures.Add(args[index]);
                    break;
            }
        return options;
    }

    /// <summary>The folder of this project, wherever it was built to.</summary>
    private static string Here()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Benchmarks.csproj")))
            folder = folder.Parent;
        return folder?.FullName ?? Environment.CurrentDirectory;
    }
}

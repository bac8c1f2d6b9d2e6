using System.Globalization;
using System.Security.Cryptography;

namespace ProjetK.Applications;

/// <summary>The official figures that this service carries (Communes/Data): every commune of France, with more about
/// those of Gironde and of the syndicate's EPCIs, and the communes that merged into others.</summary>
internal sealed class ReferenceData
{
    /// <summary>The census year of the figures, in force on 1 January 2026.</summary>
    public const int Vintage = 2023;

    /// <summary>The day for which the files list the communes.</summary>
    public static readonly DateOnly Edition = new(2026, 1, 1);

    // Part of the hash, so that a change of how the files are read or names are normalised loads them again.
    private const byte Reading = 2;

    private readonly byte[] france = File("communes-france.csv");
    private readonly byte[] gironde = File("communes-33.csv");
    private readonly byte[] syndicate = File("communes-smicval.csv");
    private readonly byte[] successors = File("communes-successors.csv");
    private readonly byte[] epcis = File("epci-france.csv");

    /// <summary>Changes when the files do.</summary>
    public byte[] ContentHash() =>
        SHA256.HashData(
            [Reading, .. new[] { france, gironde, syndicate, successors, epcis }.SelectMany(SHA256.HashData)]);

    /// <summary>All communes.</summary>
    public IEnumerable<Commune> Communes()
    {
        var names = Csv.Read(epcis).ToDictionary(row => row("code"), row => row("nom"));
        var details = new Dictionary<string, Func<string, string>>();
        foreach (var row in Csv.Read(gironde).Concat(Csv.Read(syndicate)))
            details[row("code")] = row;
        var perimeter = Csv.Read(syndicate).ToDictionary(row => row("code"), row => Status(row("smicval")));
        foreach (var row in Csv.Read(france))
        {
            var code = row("code");
            var detail = details.GetValueOrDefault(code);
            yield return new(
                code,
                row("nom"),
                row("departement"),
                Number(row("population")),
                detail is null ? null : Number(detail("population_totale")),
                Vintage,
                row("epci_code") is { Length: > 0 } epci ? new(epci, names[epci]) : null,
                row("codes_postaux").Split('|', StringSplitOptions.RemoveEmptyEntries),
                detail?.Invoke("siren"),
                detail is null ? null : new(Degrees(detail("lat")), Degrees(detail("lon"))),
                perimeter.GetValueOrDefault(code, PerimeterStatus.Out));
        }
    }

    /// <summary>What is no longer a commune, with the commune of today that it is part of. The name is empty where only
    /// the code is known; the code is that of the successor where that commune had another name before.</summary>
    public IEnumerable<FormerCommune> FormerCommunes() => Csv.Read(successors)
        .Select(row => new FormerCommune(row("code"), row("nom"), row("successeur")));

    private static PerimeterStatus Status(string served) => served switch
    {
        "oui" => PerimeterStatus.In,
        "non" => PerimeterStatus.Out,
        "a_confirmer" => PerimeterStatus.ToBeConfirmed,
        _ => throw new InvalidOperationException($"communes-smicval.csv: smicval is \"{served}\"."),
    };

    private static int? Number(string value) =>
        value.Length == 0 ? null : int.Parse(value, CultureInfo.InvariantCulture);

    private static double Degrees(string value) => double.Parse(value, CultureInfo.InvariantCulture);

    private static byte[] File(string name)
    {
        using var stream = typeof(ReferenceData).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}

/// <summary>A commune that merged into another, or the former name of one.</summary>
internal sealed record FormerCommune(string Code, string Name, string Successor);

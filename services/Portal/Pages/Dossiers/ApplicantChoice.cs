using System.Globalization;
using ProjetK.Applications.V1;
using ProjetK.Portal.Forms;

namespace ProjetK.Portal.Pages.Dossiers;

/// <summary>Who applies, as it is chosen in a form: a search that answers with communes to tick.</summary>
public sealed class ApplicantChoice
{
    private const int Most = 30;

    /// <summary>What can be chosen, by the words in the form.</summary>
    public static readonly IReadOnlyList<(string Value, string Text)> Kinds =
    [
        ("commune", "Une commune entière"), ("regroupement", "Un regroupement de communes"),
        ("quartier", "Un quartier d’une commune"),
    ];

    private ApplicantChoice(string form, string lead, string neighbourhood, string inhabitants, string evidence, string query)
    {
        (Form, Lead, Neighbourhood) = (form, lead, neighbourhood);
        (Inhabitants, Evidence, Query) = (inhabitants, evidence, query);
    }

    /// <summary>Which kind, as in the form.</summary>
    public string Form { get; }

    /// <summary>The commune that leads, by its code.</summary>
    public string Lead { get; private set; }

    /// <summary>The name of the neighbourhood.</summary>
    public string Neighbourhood { get; }

    /// <summary>How many live there, as typed.</summary>
    public string Inhabitants { get; }

    /// <summary>Where that number comes from.</summary>
    public string Evidence { get; }

    /// <summary>What was searched for.</summary>
    public string Query { get; }

    /// <summary>The communes that were ticked.</summary>
    public IReadOnlyList<Commune> Chosen { get; private set; } = [];

    /// <summary>The communes found.</summary>
    public IReadOnlyList<Commune> Found { get; private set; } = [];

    /// <summary>What is wrong.</summary>
    public Refusal? Refusal { get; set; }

    /// <summary>What is wrong with a field of the applicant.</summary>
    public string? Error(string field) =>
        Refusal?.Fields.FirstOrDefault(wrong => wrong.Path == $"applicant.{field}")?.Sentence;

    /// <summary>As it was typed, or else as it is saved.</summary>
    public static async Task<ApplicantChoice> Read(
        IFormCollection? typed, Applicant? saved, CommuneService.CommuneServiceClient communes)
    {
        var isTyped = typed?.ContainsKey("forme") == true || typed?.ContainsKey("q") == true;
        string Text(string name, string? otherwise) => isTyped ? typed![name].ToString().Trim() : otherwise ?? "";
        var choice = new ApplicantChoice(
            Text("forme", saved?.Kind switch
            {
                Applicant.Types.Kind.Grouping => "regroupement",
                Applicant.Types.Kind.Neighbourhood => "quartier",
                _ => "commune",
            }),
            Text("cheffe", saved?.LeadCommune.Id()), Text("quartier", saved?.Neighbourhood?.DisplayName),
            Text("habitants", saved?.Neighbourhood?.Population.ToString(CultureInfo.InvariantCulture)),
            Text("preuve", saved?.Neighbourhood?.Evidence), Text("q", ""));
        var codes = isTyped ? typed!["commune"].OfType<string>() : saved?.Communes.Select(Answers.Id) ?? [];
        await choice.Find([.. codes.Where(code => code.Length is > 0 and < 10).Distinct().Take(Most)], communes);
        return choice;
    }

    /// <summary>What is asked for; the service says whether it can be.</summary>
    public Applicant ToApplicant() => new()
    {
        Kind = Form switch
        {
            "quartier" => Applicant.Types.Kind.Neighbourhood,
            "regroupement" => Applicant.Types.Kind.Grouping,
            _ => Applicant.Types.Kind.Commune,
        },
        LeadCommune = Lead.Length > 0 ? $"communes/{Lead}" : "",
        Communes = { Chosen.Select(commune => commune.Name) },
        Neighbourhood = Form is "quartier"
            ? new()
            {
                DisplayName = Neighbourhood,
                Population = int.TryParse(Inhabitants.Replace(" ", ""), NumberStyles.None, CultureInfo.InvariantCulture,
                    out var number) ? number : 0,
                Evidence = Evidence,
            }
            : null,
    };

    /// <summary>A commune with what distinguishes it from others of its name.</summary>
    public static string Describe(Commune commune)
    {
        var facts = new List<string> { commune.Department };
        if (commune.Epci is { DisplayName.Length: > 0 } epci)
            facts.Add(epci.DisplayName);
        if (commune.Population is { HasMunicipale: true } population)
            facts.Add(French.Count(population.Municipale, "habitant", "habitants"));
        return $"{commune.DisplayName} ({string.Join(", ", facts)})";
    }

    private async Task Find(IReadOnlyList<string> codes, CommuneService.CommuneServiceClient communes)
    {
        var asksFound = Query.Length is > 0 and <= 100
            ? communes.ListCommunesAsync(new() { Query = Query, PageSize = 8 }).OrNothing() : null;
        var known = await Task.WhenAll(codes.Select(code => communes.GetCommuneAsync(new() { Name = $"communes/{code}" }).OrNothing()));
        Chosen = [.. known.OfType<Commune>()];
        Found = [.. ((asksFound is null ? null : await asksFound)?.Communes ?? []).Where(commune => !codes.Contains(commune.InseeCode))];
        if (Chosen.All(commune => commune.InseeCode != Lead))
            Lead = Chosen is [var first, ..] ? first.InseeCode : "";
    }
}

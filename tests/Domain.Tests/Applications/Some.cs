namespace ProjetK.Applications.Tests;

/// <summary>Calls, communes and applicants for tests of the pure code.</summary>
internal static class Some
{
    private static readonly Dictionary<string, Commune> Known =
        new ReferenceData().Communes().ToDictionary(commune => commune.Code);

    public static readonly DateTimeOffset
        Opening = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero),
        IntentDeadline = new(2026, 6, 2, 21, 59, 59, TimeSpan.Zero),
        EngagementDeadline = new(2026, 9, 1, 21, 59, 59, TimeSpan.Zero);

    /// <summary>A draft by the usual rules.</summary>
    public static Call Draft => new()
    {
        Id = "2026",
        Title = "Appel à coopération 2026",
        LegalNotices = new("Le pôle coopération.", "Deux mois de silence valent rejet.", "Recours sous deux mois."),
        IntentOpenTime = Opening,
        IntentDeadlineTime = IntentDeadline,
        EngagementDeadlineTime = EngagementDeadline,
        DeliberationDeadlineTime = EngagementDeadline,
        CreateTime = Opening.AddDays(-30),
        UpdateTime = Opening.AddDays(-30),
    };

    /// <summary>That draft, published before it opens.</summary>
    public static Call Published => Draft.Publish(ReferenceData.Vintage, Opening.AddDays(-10));

    /// <summary>Real communes.</summary>
    public static Commune[] Communes(params string[] codes) => [.. codes.Select(code => Known[code])];

    public static int Count => Known.Count;

    /// <summary>An imagined commune that the syndicate serves.</summary>
    public static Commune Commune(int municipale, int? totale = null, string code = "33999") => new(
        code, $"Commune {code}", "33", municipale, totale, ReferenceData.Vintage, null, [], null, null,
        PerimeterStatus.In);

    /// <summary>The applicant that those communes make together: alone a commune, several a grouping.</summary>
    public static Applicant Applicant(IReadOnlyList<Commune> communes) => new(
        communes.Count == 1 ? ApplicantKind.Commune : ApplicantKind.Grouping,
        communes[0].Code, [.. communes.Select(commune => commune.Code)]);

    /// <summary>How those real communes stand together against a call.</summary>
    public static Eligibility Eligibility(Call call, params string[] codes)
    {
        var communes = Communes(codes);
        return Applications.Eligibility.Check(call, Applicant(communes), communes, []);
    }

    public static Check Of(this Eligibility eligibility, Prerequisite prerequisite) =>
        eligibility.Checks.Single(check => check.Prerequisite == prerequisite);
}

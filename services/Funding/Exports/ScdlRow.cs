using System.Globalization;

namespace ProjetK.Funding;

/// <summary>Grants as open data: the schema "SCDL subventions" 2.1.1.</summary>
internal static class ScdlRow
{
    public static string Header { get; } = CsvLine.Of(
        [
            "nomAttribuant", "idAttribuant", "dateConvention", "referenceDecision", "nomBeneficiaire", "idBeneficiaire",
            "rnaBeneficiaire", "objet", "montant", "nature", "conditionsVersement", "datesPeriodeVersement", "idRAE",
            "notificationUE", "pourcentageSubvention", "dispositifAide",
        ],
        ',');

    /// <summary>A line for each beneficiary of a grant with an agreement; none when nothing of it is paid or
    /// owed.</summary>
    public static IEnumerable<string> Of(
        Grant grant, string label, Grantor grantor, IReadOnlyDictionary<string, string> names)
    {
        var owed = grant.Instalments.Where(one => one.State != InstalmentState.Cancelled).ToList();
        var total = owed.Sum(one => one.Cents);
        return owed.GroupBy(one => BeneficiaryOf(grant, one)).Select(part => CsvLine.Of(
            [
                grantor.DisplayName, grantor.Siret, Day(BudgetYears.DayOf(grant.Agreement!.SignTime)),
                grant.Agreement.Number, names[part.Key.Commune], part.Key.Siret, "", Cut(label, 256), Decimal(total),
                "aide en numéraire", part.Count() == 1 ? "unique" : "échelonné", Period(grant, [.. part]), "", "non",
                Share(part.Sum(one => one.Cents), total), grantor.Scheme,
            ],
            ','));
    }

    /// <summary>The communes that receive something.</summary>
    public static IEnumerable<string> Beneficiaries(Grant grant) =>
        grant.Instalments.Select(one => BeneficiaryOf(grant, one).Commune).Distinct();

    private static (string Commune, string Siret) BeneficiaryOf(Grant grant, Instalment one)
    {
        var (commune, siret) = one.Payment is { } paid
            ? (paid.Commune, paid.Siret)
            : grant.BeneficiaryAt(DateTimeOffset.MaxValue);
        return (commune, siret ?? "");
    }

    /// <summary>When it is or was paid; before the cooperation starts, as if it started with the agreement.</summary>
    private static string Period(Grant grant, IReadOnlyList<Instalment> part)
    {
        var days = part.Select(one => one.Payment?.Date ?? BudgetYears.DayOf(
            one.DueTime ?? BudgetYears.Anniversary(grant.Agreement!.SignTime, one.Year - 1))).Order().ToList();
        return days.Count == 1 ? Day(days[0]) : $"{Day(days[0])}/{Day(days[^1])}";
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Decimal(long cents) => (cents / 100m).ToString("0.##", CultureInfo.InvariantCulture);

    private static string Share(long cents, long total) =>
        Math.Round((decimal)cents / total, 4).ToString("0.####", CultureInfo.InvariantCulture);

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most];
}

using System.Text.RegularExpressions;

namespace ProjetK.Funding.Tests;

/// <summary>The open-data export, against the rules of the schema "SCDL subventions" 2.1.1.</summary>
public sealed partial class Opening_the_data
{
    private static readonly Grantor Smicval = new("SMICVAL du Libournais, Haute Gironde", "25330002200014", "Projet K");
    private static readonly Dictionary<string, string> Names = new() { ["33525"] = "Tauriac", ["33548"] = "=Villegouge" };

    private static readonly Grant Committed = Grant
        .Reserve(Some.Proposal("2026"), Laws.Open(63_000_000), Guid.CreateVersion7(), Some.Noon)
        .Commit(new("C-2026-1", Some.Noon), Some.Siret, Some.Noon);

    [Fact]
    public void writes_a_header_of_all_columns_without_a_mark_before_it() => Assert.Equal(
        "nomAttribuant,idAttribuant,dateConvention,referenceDecision,nomBeneficiaire,idBeneficiaire,rnaBeneficiaire,objet,"
        + "montant,nature,conditionsVersement,datesPeriodeVersement,idRAE,notificationUE,pourcentageSubvention,"
        + "dispositifAide\r\n", ScdlRow.Header);

    [Fact]
    public void is_valid_for_a_grant_of_which_nothing_is_paid()
    {
        var line = Assert.Single(Rows(Committed));
        Check(line);
        Assert.Equal(
            [Smicval.DisplayName, Smicval.Siret, "2026-03-01", "C-2026-1", "Tauriac", Some.Siret, "", "Label", "210000",
                "aide en numéraire", "échelonné", "2026-03-01/2028-03-01", "", "non", "1", "Projet K"], line);
    }

    [Fact]
    public void is_valid_for_one_paid_once_and_to_another_commune_since()
    {
        var later = Some.Noon.AddYears(1);
        var grant = Committed.Start(Some.Noon, later).Pay(1, later)
            .ChangeBeneficiary(new(later, "33548", "21330548100018", "Fusion"), later);
        var lines = Rows(grant);
        Assert.All(lines, Check);
        Assert.Equal(["Tauriac", "'=Villegouge"], lines.Select(line => line[4]));
        Assert.Equal(["0.5714", "0.4286"], lines.Select(line => line[14]));
        Assert.Equal(["unique", "échelonné"], lines.Select(line => line[10]));
    }

    [Fact]
    public void leaves_out_what_will_not_be_paid() => Assert.Empty(Rows(Committed.Terminate(Some.Noon, Some.Noon)));

    private static List<string[]> Rows(Grant grant) =>
        [.. ScdlRow.Of(grant, "Label", Smicval, Names).Select(line => Split(line))];

    private static string[] Split(string line)
    {
        Assert.EndsWith("\r\n", line);
        return [.. Cell().Matches(line[..^2] + ",").Select(cell =>
            cell.Groups[1].Success ? cell.Groups[1].Value.Replace("\"\"", "\"") : cell.Groups[2].Value)];
    }

    private static void Check(string[] line)
    {
        Assert.Equal(16, line.Length);
        Assert.All((int[])[0, 2, 3, 4, 5, 7, 8, 9, 10, 11], column => Assert.NotEmpty(line[column]));
        Assert.Matches("^[0-9]{14}$", line[1]);
        Assert.Matches("^[0-9]{14}$", line[5]);
        Assert.Matches(@"^\d{4}-\d{2}-\d{2}$", line[2]);
        Assert.Matches(@"^[0-9]+(\.[0-9]{1,2})?$", line[8]);
        Assert.Matches(@"^\d{4}-\d{2}-\d{2}(/\d{4}-\d{2}-\d{2})?$", line[11]);
        Assert.Contains(line[13], new[] { "oui", "non" });
        Assert.InRange(decimal.Parse(line[14], System.Globalization.CultureInfo.InvariantCulture), 0, 1);
        Assert.True(line[7].Length <= 256);
    }

    [GeneratedRegex("""(?:"((?:[^"]|"")*)"|([^,]*)),""")]
    private static partial Regex Cell();
}

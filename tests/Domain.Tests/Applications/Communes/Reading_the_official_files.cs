namespace ProjetK.Applications.Tests;

public sealed class Reading_the_official_files
{
    [Fact]
    public void finds_every_commune_of_France() => Assert.Equal(34_969, Some.Count);

    [Fact]
    public void knows_more_about_Gironde()
    {
        var tauriac = Some.Communes("33525")[0];
        Assert.Equal((1342, 1371, 2023), (tauriac.Municipale, tauriac.Totale, tauriac.Vintage));
        Assert.Equal(new Epci("243301223", "CC du Grand Cubzaguais"), tauriac.Epci);
        Assert.Equal("213305253", tauriac.Siren);
        Assert.Equal(new Centroid(45.05312, -0.50563), tauriac.Centroid);
        Assert.Equal(["33710"], tauriac.PostalCodes);
        Assert.Equal(PerimeterStatus.In, tauriac.Perimeter);
    }

    [Fact]
    public void knows_less_about_the_rest()
    {
        var ajaccio = Some.Communes("2A004")[0];
        Assert.Null(ajaccio.Totale);
        Assert.Null(ajaccio.Siren);
        Assert.Null(ajaccio.Centroid);
        Assert.Equal(PerimeterStatus.Out, ajaccio.Perimeter);
    }

    [Fact]
    public void leaves_absent_what_is_not_known()
    {
        var clipperton = Some.Communes("98901")[0];
        Assert.Null(clipperton.Municipale);
        Assert.Null(clipperton.Epci);
    }

    [Fact]
    public void reads_values_in_quotes()
    {
        var rows = Csv.Read("code,nom\n1,\"CA \"\"Saintes, L'Agglo\"\"\"\n2,x\n"u8.ToArray()).ToArray();
        Assert.Equal(["CA \"Saintes, L'Agglo\"", "x"], rows.Select(row => row("nom")));
    }

    [Fact]
    public void counts_the_syndicates_communes()
    {
        var perimeter = new ReferenceData().Communes().CountBy(commune => commune.Perimeter).ToDictionary();
        Assert.Equal((133, 15), (perimeter[PerimeterStatus.In], perimeter[PerimeterStatus.ToBeConfirmed]));
    }

    [Fact]
    public void have_no_figure_for_six_territories_and_nobody_in_six_communes()
    {
        var communes = new ReferenceData().Communes().ToArray();
        Assert.Equal(
            ["98411", "98412", "98413", "98414", "98415", "98901"],
            communes.Where(commune => commune.Municipale is null).Select(commune => commune.Code));
        Assert.Equal(6, communes.Count(commune => commune.Municipale == 0));
    }

    [Fact]
    public void name_a_commune_of_today_as_every_successor()
    {
        var data = new ReferenceData();
        var current = data.Communes().Select(commune => commune.Code).ToHashSet();
        Assert.Equal(4_750, data.FormerCommunes().Count());
        Assert.All(data.FormerCommunes(), former =>
        {
            Assert.Contains(former.Successor, current);
            Assert.Equal(former.Code == former.Successor, current.Contains(former.Code));
        });
    }
}

namespace ProjetK.Applications.Tests;

public sealed class Comparing_names
{
    [Theory]
    [InlineData("Saint-Émilion", "saint emilion")]
    [InlineData("SAINT ÉMILION", "saint emilion")]
    [InlineData("  saint   em ", "saint em")]
    [InlineData("L'Haÿ-les-Roses", "l hay les roses")]
    [InlineData("L’Île-d’Yeu", "l ile d yeu")]
    [InlineData("Saint-Œuvre", "saint oeuvre")]
    [InlineData("Cœuvres-et-Valsery", "coeuvres et valsery")]
    [InlineData("Læticia", "laeticia")]
    [InlineData("E\u0301glise", "eglise")]
    [InlineData("Villedômer — sud", "villedomer sud")]
    [InlineData("-", "")]
    [InlineData("%_", "%_")]
    public void ignores_accents_case_hyphens_apostrophes_and_ligatures(string name, string expected) =>
        Assert.Equal(expected, CommuneName.Normalise(name));

    [Fact]
    public void leaves_no_name_of_France_with_anything_but_letters_digits_and_brackets() =>
        Assert.All(new ReferenceData().Communes(), commune =>
            Assert.Matches("^[a-z0-9 ()]+$", CommuneName.Normalise(commune.Name)));

    [Theory]
    [InlineData("Saint-Malo", "malo")]
    [InlineData("Le Havre", "havre")]
    [InlineData("L'Isle-d'Espagnac", "isle d espagnac")]
    [InlineData("La Sainte", "sainte")]
    [InlineData("Saint", "saint")]
    [InlineData("Bordeaux", "bordeaux")]
    public void leaves_out_articles_and_saints_that_a_name_begins_with(string name, string expected) =>
        Assert.Equal(expected, string.Join(' ', CommuneName.Bare(CommuneName.Words(name))));

    [Theory]
    [InlineData("St. Émilion (Gironde)", "st emilion gironde")]
    [InlineData("%_'&|!:*", "")]
    public void parts_words_by_all_that_is_no_letter(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', CommuneName.Words(text)));
}

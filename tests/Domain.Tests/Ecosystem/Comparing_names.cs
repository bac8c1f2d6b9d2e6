namespace ProjetK.Ecosystem.Tests;

public sealed class Comparing_names
{
    [Theory]
    [InlineData("Café des Halles", "cafe des halles")]
    [InlineData("  CAFÉ   des  Halles ", "cafe des halles")]
    [InlineData("L'Œuvre d'Hélène", "l oeuvre d helene")]
    [InlineData("L’œuvre d’Hélène", "l oeuvre d helene")]
    [InlineData("Saint-Émilion", "saint emilion")]
    [InlineData("?!", "")]
    public void ignores_accents_case_and_punctuation(string name, string expected) =>
        Assert.Equal(expected, Actor.Normalise(name));
}

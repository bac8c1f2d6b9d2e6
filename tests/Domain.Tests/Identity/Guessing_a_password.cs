namespace ProjetK.Identity.Tests;

public sealed class Guessing_a_password
{
    [Theory]
    [InlineData("password12345"), InlineData("P@ssw0rd12345"), InlineData("motdepasse2026!"),
     InlineData("azertyuiop123"), InlineData("qwertyuiop12345"), InlineData("123456789012"),
     InlineData("abcdefghijkl"), InlineData("bienvenue-2026"), InlineData("Smicval33525!"),
     InlineData("projetk123456"), InlineData("Mairie33525!!"), InlineData("soleil-juillet-2026"),
     InlineData("camille.exemple"), InlineData("Camille-Exemple-33"), InlineData("849302756118")]
    public void begins_with(string password) =>
        Assert.True(CommonPasswords.Include(password, "camille@mairie.example", "Camille Exemple"));

    [Theory]
    [InlineData("une phrase longue et secrète"), InlineData("quatre chevaux bleus"), InlineData("x9#Kf2!pQz7w"),
     InlineData("8493027561184207"), InlineData("correct horse battery"), InlineData("encore une autre phrase")]
    public void takes_long_for(string password) =>
        Assert.False(CommonPasswords.Include(password, "camille@mairie.example", "Camille Exemple"));
}

public sealed class Reading_a_form
{
    [Theory]
    [InlineData("a\0b"), InlineData("\u0001"), InlineData("\uFFFE"), InlineData("\uFFFF"), InlineData("\uFDD0"),
     InlineData("\uDBFF\uDFFF"), InlineData("\u0085")]
    public void finds_what_nobody_types(string text) => Assert.False(FormText.IsReadable(text));

    [Fact]
    public void finds_half_a_character()
    {
        Assert.False(FormText.IsReadable($"a{(char)0xD800}"));
        Assert.False(FormText.IsReadable($"{(char)0xDC00}a"));
    }

    [Theory]
    [InlineData(""), InlineData("une\tphrase\r\n"), InlineData("\u00e9 e\u0301 \U0001F44D"), InlineData("\u200B")]
    public void lets_the_rest_pass(string text) => Assert.True(FormText.IsReadable(text));
}

using ProjetK.Portal.Session;

namespace ProjetK.Portal.Tests;

public sealed class Coming_back_from_signing_in
{
    [Theory]
    [InlineData("/commune/dossiers/1?page=2", true)]
    [InlineData("/", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("commune", false)]
    [InlineData("//evil.example", false)]
    [InlineData("/\\evil.example", false)]
    [InlineData("/\t/evil.example", false)]
    [InlineData("/é", false)]
    [InlineData("https://evil.example", false)]
    public void leads_to_a_page_of_this_site_alone(string? path, bool ours) =>
        Assert.Equal(ours, SessionExtensions.IsOurs(path));
}

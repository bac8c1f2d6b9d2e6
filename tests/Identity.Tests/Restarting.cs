namespace ProjetK.Identity.Tests;

[Collection(nameof(Alone))]
public sealed class Restarting(IdentityStack stack)
{
    [Fact]
    public async Task changes_nothing_for_those_who_are_signed_in()
    {
        using var browser = stack.NewBrowser();
        await browser.Open("/connect/sign-in");
        await browser.Submit(("Email", "auditor@projetk.test"), ("Password", "projetk"));
        var before = await stack.SignIn("auditor@projetk.test", "projetk");

        await stack.Faults.StopAsync("identity");
        await stack.Faults.StartAsync("identity");

        Assert.Equal(200, (await stack.Get("/v1/people/me", before.AccessToken)).Status);
        Assert.Equal(200, (await stack.Refresh(before)).Status);
        await browser.Open("/connect/account");
        Assert.Contains("<h1>Votre compte</h1>", browser.Page);
    }
}

using System.Net;
using ProjetK.Testing.Scenarios;

namespace ProjetK.Identity.Tests;

public sealed class Forgetting_a_password(ServicesStack stack) : IDisposable
{
    private const string Another = "une autre phrase longue";
    private readonly Browser browser = stack.NewBrowser();

    public void Dispose() => browser.Dispose();

    [Fact]
    public async Task gets_a_link_for_another_one()
    {
        var somebody = await Newcomer.Arrive(stack);
        var before = await stack.SignIn(somebody.Email, Newcomer.Password);
        await Forget(somebody.Email);
        await browser.Open((await stack.Mails.LinkTo(somebody.Email, 2)).OriginalString);
        await browser.Submit(("Password", Another), ("Repeated", Another));
        Assert.Contains("Votre mot de passe est changé", browser.Page);

        Assert.Equal(200, (await stack.SignIn(somebody.Email, Another)).Status);
        Assert.Equal("invalid_grant", (await stack.SignIn(somebody.Email, Newcomer.Password)).Error);
        Assert.Equal("invalid_grant", (await stack.Refresh(before)).Error);
    }

    [Fact]
    public async Task the_link_works_once()
    {
        var somebody = await Newcomer.Arrive(stack);
        await Forget(somebody.Email);
        var link = (await stack.Mails.LinkTo(somebody.Email, 2)).OriginalString;
        await browser.Open(link);
        await browser.Submit(("Password", Another), ("Repeated", Another));
        await browser.Open(link);
        Assert.Contains("<h1>Lien périmé</h1>", browser.Page);
    }

    [Fact]
    public async Task ends_the_sessions_of_other_browsers()
    {
        var somebody = await Newcomer.Arrive(stack);
        using var other = stack.NewBrowser();
        await other.Open("/connect/sign-in");
        await other.Submit(("Email", somebody.Email), ("Password", Newcomer.Password));
        Assert.Contains("<h1>Votre compte</h1>", other.Page);
        await Forget(somebody.Email);
        await browser.Open((await stack.Mails.LinkTo(somebody.Email, 2)).OriginalString);
        await browser.Submit(("Password", Another), ("Repeated", Another));
        await other.Open("/connect/account");
        Assert.Contains("<h1>Se connecter</h1>", other.Page);
    }

    [Fact]
    public async Task ends_a_lock()
    {
        var somebody = await Newcomer.Arrive(stack);
        for (var attempt = 0; attempt < 10; attempt++)
            await stack.SignIn(somebody.Email, "wrong");
        await Forget(somebody.Email);
        await browser.Open((await stack.Mails.LinkTo(somebody.Email, 2)).OriginalString);
        await browser.Submit(("Password", Another), ("Repeated", Another));
        Assert.Equal(200, (await stack.SignIn(somebody.Email, Another)).Status);
    }

    [Fact]
    public async Task says_the_same_where_there_is_no_account()
    {
        await Forget((await Newcomer.Arrive(stack)).Email);
        var known = browser.Page;
        await Forget(Newcomer.NewAddress());
        Assert.Equal(known, browser.Page);
        Assert.Contains("S'il existe un compte", WebUtility.HtmlDecode(known));
    }

    [Fact]
    public async Task a_made_up_link_does_nothing()
    {
        var somebody = await Newcomer.Arrive(stack);
        await browser.Open($"/connect/password/reset?person={somebody.Id}&token=made-up");
        Assert.Contains("<h1>Lien périmé</h1>", browser.Page);
    }

    private async Task Forget(string email)
    {
        await browser.Open("/connect/password/forgotten");
        await browser.Submit(("Email", email));
    }
}

using System.Net;
using System.Web;

namespace ProjetK.Identity.Tests;

public sealed class Staying_signed_in(ServicesStack stack) : IDisposable
{
    private readonly Browser browser = stack.NewBrowser();
    private readonly Code program = new();

    public void Dispose() => browser.Dispose();

    [Theory, InlineData("/connect/account?nom=\u00e9t\u00e9"), InlineData("/connect/account?a=\ud83d\udc4d")]
    public async Task leads_back_to_an_address_with_any_letter(string address)
    {
        await browser.Open($"/connect/sign-in?returnUrl={Uri.EscapeDataString(address)}");
        await browser.Submit(("Email", "manager@projetk.test"), ("Password", "projetk"));
        Assert.Contains("<h1>Votre compte</h1>", browser.Page);
    }

    [Fact]
    public async Task leads_back_with_any_state()
    {
        await browser.Open(program.Address.Replace("state=here", "state=%C3%A9t%C3%A9"));
        await browser.Submit(("Email", "manager@projetk.test"), ("Password", "projetk"));
        Assert.Equal("été", HttpUtility.ParseQueryString(browser.Elsewhere!.Query)["state"]);
    }

    [Fact]
    public async Task is_asked_for_again_when_it_was_too_long_ago_for_a_program()
    {
        await SignIn("manager@projetk.test", "projetk");
        await browser.Open(program.Address + "&max_age=3600");
        Assert.NotNull(browser.Elsewhere);
        await browser.Open(program.Address + "&max_age=0&prompt=none");
        Assert.Contains("error=login_required", browser.Elsewhere?.Query);
        var before = DateTimeOffset.UtcNow;
        await browser.Open(program.Address + "&max_age=0");
        Assert.Contains("<h1>Se connecter</h1>", browser.Page);
        await browser.Submit(("Email", "manager@projetk.test"), ("Password", "projetk"));
        var tokens = await program.Trade(stack, browser.Elsewhere!);
        Assert.InRange(tokens.SignIn, before.AddSeconds(-1), DateTimeOffset.UtcNow);
        await Task.Delay(1100);
        Assert.Equal(tokens.SignIn, (await stack.Refresh(tokens)).SignIn);
    }

    [Theory, InlineData("&code_challenge_method=plain"), InlineData("")]
    public async Task a_challenge_in_plain_text_proves_nothing(string method)
    {
        await SignIn("manager@projetk.test", "projetk");
        await browser.Open(program.Address.Replace("&code_challenge_method=S256", method));
        Assert.DoesNotContain("code=", browser.Elsewhere?.Query ?? "");
        Assert.Contains("invalid_request", browser.Elsewhere?.Query ?? browser.Page);
        var (_, metadata) = await stack.Get("/.well-known/openid-configuration");
        Assert.Equal(["S256"], metadata.GetProperty("code_challenge_methods_supported").EnumerateArray()
            .Select(supported => supported.GetString()!));
    }

    [Fact]
    public async Task a_copy_of_the_cookie_is_of_no_use_after_signing_out()
    {
        await SignIn("maire.33243@projetk.test", "projetk");
        await browser.Open("/connect/account");
        var cookies = browser.Cookies;
        using var copy = stack.NewBrowser();
        copy.Cookies = cookies;
        await copy.Open("/connect/account");
        Assert.Contains("Mairie de Libourne", copy.Page);
        using var other = stack.NewBrowser();
        await other.Open("/connect/sign-in");
        await other.Submit(("Email", "maire.33243@projetk.test"), ("Password", "projetk"));

        await browser.Submit();

        copy.Cookies = cookies;
        await copy.Open("/connect/account");
        Assert.Contains("<h1>Se connecter</h1>", copy.Page);
        copy.Cookies = cookies;
        await copy.Open(program.Address);
        Assert.Null(copy.Elsewhere);
        await other.Open("/connect/account");
        Assert.Contains("Mairie de Libourne", other.Page);
    }

    [Fact]
    public async Task is_asked_for_again_where_a_program_insists()
    {
        await SignIn("manager@projetk.test", "projetk");
        await browser.Open(program.Address + "&prompt=login");
        Assert.Contains("<h1>Se connecter</h1>", browser.Page);
    }

    [Fact]
    public async Task is_not_asked_for_a_second_time()
    {
        await SignIn("manager@projetk.test", "projetk");
        await browser.Open(program.Address);
        Assert.NotNull(browser.Elsewhere);
    }

    [Fact]
    public async Task is_not_asked_for_where_a_program_must_not_disturb()
    {
        await browser.Open(program.Address + "&prompt=none");
        Assert.Contains("error=login_required", browser.Elsewhere?.Query);
    }

    [Fact]
    public async Task shows_as_whom_until_one_signs_out()
    {
        await SignIn("maire.33243@projetk.test", "projetk");
        await browser.Open("/connect/account");
        Assert.Contains("Mairie de Libourne", browser.Page);
        Assert.Contains("33243", browser.Page);
        await browser.Submit();
        Assert.Contains("Vous êtes déconnecté(e).", WebUtility.HtmlDecode(browser.Page));
        await browser.Open("/connect/account");
        Assert.Contains("<h1>Se connecter</h1>", browser.Page);
    }

    private async Task SignIn(string email, string password)
    {
        await browser.Open("/connect/sign-in");
        await browser.Submit(("Email", email), ("Password", password));
    }
}

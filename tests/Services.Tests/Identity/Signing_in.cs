using System.Net;
using System.Web;
using ProjetK.SystemTests;
using ProjetK.Testing.Scenarios;

namespace ProjetK.Identity.Tests;

public sealed class Signing_in(ServicesStack stack) : IDisposable
{
    private readonly Browser browser = stack.NewBrowser();
    private readonly Code program = new();

    public void Dispose() => browser.Dispose();

    [Fact]
    public async Task leads_back_with_a_code_for_a_token()
    {
        await browser.Open(program.Address);
        Assert.Contains("<h1>Se connecter</h1>", browser.Page);
        await browser.Submit(("Email", "maire.33525@projetk.test"), ("Password", "projetk"));
        Assert.StartsWith(ServicesStack.Redirect, browser.Elsewhere?.OriginalString);
        Assert.Equal("here", HttpUtility.ParseQueryString(browser.Elsewhere!.Query)["state"]);
        var tokens = await program.Trade(stack, browser.Elsewhere);
        var (status, me) = await stack.Get("/v1/people/me", tokens.AccessToken);
        Assert.Equal(200, status);
        Assert.Equal("maire.33525@projetk.test", me.GetProperty("email").GetString());
        Assert.Equal(200, (await stack.Refresh(tokens)).Status);
    }

    [Fact]
    public async Task without_proof_of_who_asked_there_is_no_code()
    {
        await browser.Open(program.Address[..program.Address.IndexOf("&code_challenge", StringComparison.Ordinal)]);
        Assert.Null(browser.Elsewhere);
        Assert.Contains("(invalid_request)", browser.Page);
    }

    [Fact]
    public async Task a_code_is_of_no_use_to_who_cannot_prove_to_have_asked()
    {
        await SignIn("manager@projetk.test", "projetk");
        await browser.Open(program.Address);
        Assert.Equal("invalid_grant", (await new Code().Trade(stack, browser.Elsewhere!)).Error);
    }

    [Fact]
    public async Task a_code_works_once()
    {
        await SignIn("manager@projetk.test", "projetk");
        await browser.Open(program.Address);
        Assert.Equal(200, (await program.Trade(stack, browser.Elsewhere!)).Status);
        Assert.Equal("invalid_grant", (await program.Trade(stack, browser.Elsewhere!)).Error);
    }

    [Fact]
    public async Task leads_nowhere_but_where_the_program_is_known_to_be()
    {
        await browser.Open(new Code(redirect: "https://elsewhere.example/").Address);
        Assert.Null(browser.Elsewhere);
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        Assert.Contains("<h1>Cela n'a pas fonctionné</h1>", WebUtility.HtmlDecode(browser.Page));
    }

    [Fact]
    public async Task leads_to_the_portal_too()
    {
        await SignIn("manager@projetk.test", "projetk");
        var portal = new Code("projetk-portal", "https://portal.projetk.test/signed-in");
        await browser.Open(portal.Address);
        Assert.Equal(200, (await portal.Trade(stack, browser.Elsewhere!)).Status);
    }

    [Fact]
    public async Task does_not_lead_astray()
    {
        await browser.Open("/connect/sign-in?returnUrl=https%3A%2F%2Felsewhere.example%2F");
        await browser.Submit(("Email", "manager@projetk.test"), ("Password", "projetk"));
        Assert.Null(browser.Elsewhere);
        Assert.Contains("<h1>Votre compte</h1>", browser.Page);
    }

    [Fact]
    public async Task a_wrong_password_is_told_beside_what_was_typed()
    {
        await SignIn("manager@projetk.test", "wrong");
        Assert.Contains("role=\"alert\"", browser.Page);
        Assert.Contains("value=\"manager@projetk.test\"", browser.Page);
        Assert.DoesNotContain("value=\"wrong\"", browser.Page);
    }

    [Fact]
    public async Task what_is_missing_is_told_beside_its_field()
    {
        await SignIn("", "");
        Assert.Contains("Indiquez votre adresse électronique.", WebUtility.HtmlDecode(browser.Page));
        Assert.Contains("aria-invalid=\"true\" aria-describedby=\"Password-error\"", browser.Page);
    }

    [Fact]
    public async Task signing_out_is_asked_about_and_leads_back_to_the_program()
    {
        await SignIn("manager@projetk.test", "projetk");
        await browser.Open("/connect/sign-out?client_id=projetk-portal&post_logout_redirect_uri="
            + Uri.EscapeDataString("https://portal.projetk.test/"));
        Assert.Contains("<h1>Se déconnecter</h1>", WebUtility.HtmlDecode(browser.Page));
        await browser.Submit();
        Assert.Equal("portal.projetk.test", browser.Elsewhere?.Host);
        await browser.Open("/connect/account");
        Assert.Contains("<h1>Se connecter</h1>", browser.Page);
    }

    [Fact]
    public async Task a_form_that_comes_from_elsewhere_does_nothing()
    {
        using var client = new HttpClient { BaseAddress = stack.Gateway };
        var answer = await client.PostAsync("/connect/sign-in", new FormUrlEncodedContent(
            [new("Email", "manager@projetk.test"), new("Password", "projetk")]));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task pages_need_no_script_and_let_none_in()
    {
        await browser.Open("/connect/sign-in");
        Assert.Contains("<html lang=\"fr\">", browser.Page);
        Assert.DoesNotContain("<script", browser.Page);
        Assert.Contains("default-src 'none'", browser.Headers["Content-Security-Policy"]);
        await browser.Open("/connect/style.css");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
    }

    [Fact]
    public async Task ten_failures_lock_the_account_for_a_while_and_nobody_is_told()
    {
        var somebody = await Newcomer.Arrive(stack);
        for (var attempt = 0; attempt < 10; attempt++)
            Assert.Equal("invalid_grant", (await stack.SignIn(somebody.Email, "wrong")).Error);
        var locked = await stack.SignIn(somebody.Email, Newcomer.Password);
        Assert.Equal(
            (await stack.SignIn(Newcomer.NewAddress(), Newcomer.Password)).Body.GetRawText(), locked.Body.GetRawText());
        var export = await stack.Send<V1.PersonExport>(
            new V1.ExportPersonRequest { Name = somebody.Person.Name }, by: Newcomer.Administrator);
        Assert.InRange(
            export.LockTime.ToDateTimeOffset() - DateTimeOffset.UtcNow,
            TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task tells_the_operator_alone_why_it_was_refused_and_of_whom_only_a_number()
    {
        var (somebody, trace) = (await Newcomer.Arrive(stack), new Trace(stack));
        await Fail(somebody.Email);
        await Fail(Newcomer.NewAddress());
        var lines = await Eventually.Get(
            () => Task.FromResult(trace.Lines.Select(line => line.It)
                .Where(line => line.Body.Text.StartsWith("Sign-in of ", StringComparison.Ordinal)).ToList()),
            lines => lines.Count == 2, "both refusals");
        Assert.Equal(
            [$"Sign-in of {somebody.Person.Name} refused: PASSWORD_WRONG", "Sign-in of nobody we know refused: ACCOUNT_UNKNOWN"],
            lines.Select(line => line.Body.Text).OrderDescending());

        async Task Fail(string email)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/token")
            {
                Content = new FormUrlEncodedContent(
                [
                    new("grant_type", "password"), new("client_id", "projetk-cli"), new("username", email),
                    new("password", "a wrong password"),
                ]),
                Headers = { { "traceparent", trace.Parent } },
            };
            using var answer = await stack.Json.SendAsync(request);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    [Fact]
    public async Task costs_the_same_write_where_there_is_no_account()
    {
        var somebody = await Newcomer.Arrive(stack);
        var nobody = await stack.Writes(() => stack.SignIn(Newcomer.NewAddress(), "wrong"));
        var known = await stack.Writes(() => stack.SignIn(somebody.Email, "wrong"));
        Assert.Equal((8, 8), (nobody, known));
    }

    [Fact]
    public async Task nine_failures_are_forgiven()
    {
        var somebody = await Newcomer.Arrive(stack);
        for (var attempt = 0; attempt < 9; attempt++)
            await stack.SignIn(somebody.Email, "wrong");
        Assert.Equal(200, (await stack.SignIn(somebody.Email, Newcomer.Password)).Status);
        await stack.SignIn(somebody.Email, "wrong");
        Assert.Equal(200, (await stack.SignIn(somebody.Email, Newcomer.Password)).Status);
    }

    private async Task SignIn(string email, string password)
    {
        await browser.Open("/connect/sign-in");
        await browser.Submit(("Email", email), ("Password", password));
    }
}

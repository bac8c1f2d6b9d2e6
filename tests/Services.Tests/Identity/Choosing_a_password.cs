using System.Net;
using System.Text;
using Grpc.Core;
using ProjetK.Identity.V1;
using ProjetK.Testing.Scenarios;
using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Identity.Tests;

public sealed class Choosing_a_password(ServicesStack stack) : IDisposable
{
    private const string Composed = "été à la forêt, déjà";
    private static readonly string Decomposed = Composed.Normalize(NormalizationForm.FormD);
    private readonly Browser browser = stack.NewBrowser();

    public void Dispose() => browser.Dispose();

    [Theory, InlineData(true), InlineData(false)]
    public async Task it_is_the_same_on_every_keyboard(bool composedFirst)
    {
        var (chosen, typed) = composedFirst ? (Composed, Decomposed) : (Decomposed, Composed);
        var email = await Invite();
        await Accept(email, chosen);
        Assert.Equal(200, (await stack.SignIn(email, typed)).Status);
        Assert.Equal(200, (await stack.SignIn(email, chosen)).Status);
        await browser.Open("/connect/sign-in");
        await browser.Submit(("Email", email), ("Password", typed));
        Assert.Contains("<h1>Votre compte</h1>", browser.Page);
    }

    [Theory, InlineData("password12345"), InlineData("motdepasse2026!"), InlineData("camille.exemple")]
    public async Task what_is_tried_first_is_refused(string password)
    {
        var email = await Invite();
        var refused = await Refusal.Of(Accept(email, password));
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_FIELD"), refused.Kind);
        Assert.Equal(["password"], refused.Fields);
        await browser.Open((await stack.Mails.LinkTo(email)).OriginalString);
        await browser.Submit(("Password", password), ("Repeated", password));
        Assert.Contains("se devine trop facilement", WebUtility.HtmlDecode(browser.Page));
    }

    [Fact]
    public async Task one_that_is_too_long_is_told_so()
    {
        var email = await Invite();
        var refused = await Refusal.Of(Accept(email, string.Concat(Enumerable.Repeat("une phrase longue ", 60))));
        Assert.Matches("at most 1.?000 characters", refused.Message);
        var long1000 = string.Concat(Enumerable.Repeat("une phrase longue ", 60))[..1000];
        await browser.Open((await stack.Mails.LinkTo(email)).OriginalString);
        await browser.Submit(("Password", long1000 + "!"), ("Repeated", long1000 + "!"));
        Assert.Contains("Choisissez au plus 1 000 caractères.", WebUtility.HtmlDecode(browser.Page));
        await Accept(email, long1000);
    }

    [Fact]
    public async Task nobody_without_a_link_makes_the_service_judge_it()
    {
        var refused = await Refusal.Of(stack.Send<V1.Person>(
            new AcceptInvitationRequest { Token = "made-up", Password = "short" }));
        Assert.Equal((StatusCode.FailedPrecondition, "LINK_EXPIRED"), refused.Kind);
    }

    private async Task<string> Invite()
    {
        var email = Newcomer.NewAddress();
        await stack.Send<V1.Invitation>(Newcomer.Invitation(email, Role.Auditor), by: Newcomer.Administrator);
        return email;
    }

    private async Task<V1.Person> Accept(string email, string password) => await stack.Send<V1.Person>(
        new AcceptInvitationRequest { Token = await stack.Mails.SecretTo(email), Password = password });
}

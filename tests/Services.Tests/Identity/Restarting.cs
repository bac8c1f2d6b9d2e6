using Grpc.Core;
using ProjetK.Testing.Scenarios;
using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Identity.Tests;

[Collection(typeof(Breaking))]
public sealed class Restarting(ServicesStack stack) : IAsyncDisposable
{
    /// <summary>Whoever was without the database is well again.</summary>
    public async ValueTask DisposeAsync() => await Task.WhenAll(
        new[] { "applications", "funding", "ecosystem", "identity", "gateway" }.Select(stack.Healthy));

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

    [Fact]
    public async Task the_service_that_knows_the_communes_makes_inviting_wait_and_nothing_else()
    {
        var email = Newcomer.NewAddress();
        await stack.Send<V1.Invitation>(
            Newcomer.Invitation(email, Role.Applicant, "33005"), by: Newcomer.Administrator);
        await stack.Faults.StopAsync("applications");
        try
        {
            var refused = await Refusal.Of(stack.Send<V1.Invitation>(
                Newcomer.Invitation(Newcomer.NewAddress(), Role.Applicant, "33006"), by: Newcomer.Administrator));
            Assert.Equal((StatusCode.Unavailable, "DEPENDENCY_UNAVAILABLE"), refused.Kind);
            Assert.Equal("applications", refused.Metadata["dependency"]);
            await stack.Send<V1.Person>(new V1.AcceptInvitationRequest
            {
                Token = await stack.Mails.SecretTo(email),
                Password = Newcomer.Password,
            });
            Assert.Equal(200, (await stack.SignIn(email, Newcomer.Password)).Status);
            await Newcomer.Arrive(stack, Role.Auditor);
        }
        finally
        {
            await stack.Faults.StartAsync("applications");
            await stack.Healthy("applications");
        }
    }

    [Fact]
    public async Task the_database_makes_signing_in_wait_and_is_no_error()
    {
        await stack.SignIn("auditor@projetk.test", "projetk");
        await stack.Faults.StopAsync("postgres");
        try
        {
            var meanwhile = await stack.SignIn("auditor@projetk.test", "projetk");
            Assert.Equal(503, meanwhile.Status);
            Assert.Contains("DEPENDENCY_UNAVAILABLE", meanwhile.Body.GetRawText());
        }
        finally
        {
            await stack.Faults.StartAsync("postgres");
        }
        await Eventually.Get(
            () => stack.SignIn("auditor@projetk.test", "projetk"), answer => answer.Status == 200, "tokens again");
    }
}

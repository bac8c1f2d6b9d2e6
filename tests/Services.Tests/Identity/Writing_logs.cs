using ProjetK.Testing.Scenarios;

namespace ProjetK.Identity.Tests;

public sealed class Writing_logs(ServicesStack stack)
{
    [Fact]
    public async Task names_nobody_and_gives_no_secret_away()
    {
        var somebody = await Newcomer.Arrive(stack);
        var secret = await stack.Mails.SecretTo(somebody.Email);
        var tokens = await stack.SignIn(somebody.Email, Newcomer.Password);
        await stack.SignIn(somebody.Email, "a wrong password");
        await stack.Refresh(tokens);
        await stack.Refresh(tokens);
        using var browser = stack.NewBrowser();
        await browser.Open((await stack.Mails.LinkTo(somebody.Email)).OriginalString);
        await browser.Open("/connect/password/forgotten");
        await browser.Submit(("Email", somebody.Email));
        var reset = await stack.Mails.SecretTo(somebody.Email, 2);

        foreach (var process in new[] { "gateway", "identity", "identity-migrations" })
        {
            var log = await stack.Faults.LogOfAsync(process);
            foreach (var hidden in new[]
            {
                "@mairie.example", "@projetk.test", "Camille Exemple", Newcomer.Password, "a wrong password", secret, reset,
                tokens.RefreshToken, tokens.AccessToken, tokens.AccessToken.Split('.')[2], ServicesStack.FundingSecret,
                "PRIVATE KEY",
            })
                Assert.DoesNotContain(hidden, log, StringComparison.OrdinalIgnoreCase);
        }
    }
}

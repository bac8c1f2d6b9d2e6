using System.Net;
using Microsoft.Playwright;
using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Identity.Tests;

/// <summary>The way a mayor goes, in a real browser that runs no scripts.</summary>
public sealed class Signing_in_with_a_browser(ServicesStack stack)
{
    private static string Chromium => Environment.GetEnvironmentVariable("PROJETK_CHROMIUM") ?? "/usr/bin/chromium";

    [Fact]
    public async Task the_mayor_of_Tauriac_gets_a_token_by_which_they_are_known()
    {
        Assert.SkipUnless(File.Exists(Chromium), $"{Chromium} is not there: apt-get install chromium.");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            // As root there is no sandbox; the public address is that of the gateway under test.
            Args =
            [
                "--no-sandbox",
                $"--host-resolver-rules=MAP projetk.test:80 127.0.0.1:{stack.Gateway.Port}",
            ],
        });
        await using var context = await browser.NewContextAsync(new() { JavaScriptEnabled = false, Locale = "fr-FR" });
        var page = await context.NewPageAsync();
        // Something listens where the program is, which keeps what it is asked.
        using var callback = new Callback();
        var program = new Code(redirect: callback.Address);

        await page.GotoAsync("http://projetk.test" + program.Address);
        Assert.Equal("Se connecter – Projet K", await page.TitleAsync());
        await page.GetByLabel("Adresse électronique").FillAsync("maire.33525@projetk.test");
        await page.GetByLabel("Mot de passe").FillAsync("wrong");
        await page.GetByRole(AriaRole.Button, new() { Name = "Se connecter" }).ClickAsync();
        Assert.Contains("n'est pas le bon", await page.GetByRole(AriaRole.Alert).InnerTextAsync());

        await page.GetByLabel("Mot de passe").FillAsync("projetk");
        await page.GetByRole(AriaRole.Button, new() { Name = "Se connecter" }).ClickAsync();
        await page.WaitForURLAsync($"{callback.Address}?**");

        var tokens = await program.Trade(stack, new(page.Url));
        var (status, me) = await stack.Get("/v1/people/me", tokens.AccessToken);
        Assert.Equal(200, status);
        Assert.Equal("maire.33525@projetk.test", me.GetProperty("email").GetString());
        Assert.Equal("communes/33525", me.GetProperty("communes")[0].GetString());
    }

    /// <summary>A program on the same machine, at a port of its own.</summary>
    private sealed class Callback : IDisposable
    {
        private readonly HttpListener listener = new();

        public Callback()
        {
            var port = FreePort();
            Address = $"http://127.0.0.1:{port}/callback";
            listener.Prefixes.Add($"http://127.0.0.1:{port}/");
            listener.Start();
            _ = Answer();
        }

        public string Address { get; }

        public void Dispose() => listener.Close();

        private async Task Answer()
        {
            try
            {
                while (true)
                    (await listener.GetContextAsync()).Response.Close("ok"u8.ToArray(), willBlock: false);
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                // The test is over.
            }
        }

        private static int FreePort()
        {
            using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            return ((IPEndPoint)probe.LocalEndpoint).Port;
        }
    }
}

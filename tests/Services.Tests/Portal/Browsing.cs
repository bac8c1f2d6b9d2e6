using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using ProjetK.Testing.Scenarios;

namespace ProjetK.Portal.Tests;

/// <summary>A real browser in front of the portal.</summary>
internal static class Browsing
{
    /// <summary>The public address of the gateway under test.</summary>
    public const string Address = "http://projetk.test";

    private static string Chromium => Environment.GetEnvironmentVariable("PROJETK_CHROMIUM") ?? "/usr/bin/chromium";

    /// <summary>Visits, with scripts or without; axe comes past the policy of the pages, which only a visit that is
    /// <paramref name="strict"/> leaves in force.</summary>
    public static async Task Browse(this Stack stack, bool scripts, Func<IPage, Task> visit, bool strict = false)
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
                $"--host-resolver-rules=MAP projetk.test:80 127.0.0.1:{stack.Json.BaseAddress!.Port}",
            ],
        });
        await using var context = await browser.NewContextAsync(
            new() { JavaScriptEnabled = scripts, BypassCSP = scripts && !strict, Locale = "fr-FR" });
        await visit(await context.NewPageAsync());
    }

    /// <summary>Signs in on the page where the password is asked for.</summary>
    public static async Task SignIn(this IPage page, string email)
    {
        await page.GetByLabel("Adresse électronique").FillAsync(email);
        await page.GetByLabel("Mot de passe").FillAsync("projetk");
        await page.Press("Se connecter");
    }

    /// <summary>Presses the button of that name.</summary>
    public static Task Press(this IPage page, string button) =>
        page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>The page meets what axe checks of accessibility, and is not wider than the window.</summary>
    public static async Task IsSound(this IPage page)
    {
        var found = await page.RunAxe();
        Assert.True(found.Violations.Length == 0, string.Join('\n', found.Violations.Select(violation =>
            $"{page.Url}: {violation.Id}: {violation.Nodes[0].Html}")));
        Assert.Equal(page.ViewportSize!.Width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    /// <summary>Waits for a page of that title.</summary>
    public static Task Shows(this IPage page, string title) =>
        Assertions.Expect(page).ToHaveTitleAsync($"{title} – Projet K");
}

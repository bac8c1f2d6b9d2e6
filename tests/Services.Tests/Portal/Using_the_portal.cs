using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using ProjetK.Testing.Scenarios;

namespace ProjetK.Portal.Tests;

/// <summary>The portal in a real browser.</summary>
public sealed class Using_the_portal(ServicesStack stack)
{
    [Fact]
    public async Task a_mayor_signs_in_finds_the_dossier_and_signs_out()
    {
        var round = await Round.Publish(stack);
        var draft = await Candidacy.Draft(round, "33525");
        await stack.Browse(scripts: false, async page =>
        {
            await page.GotoAsync($"{Browsing.Address}/commune/dossiers/{draft.Name.Split('/')[1]}");
            await page.SignIn("maire.33525@projetk.test");

            await Assertions.Expect(page).ToHaveTitleAsync("Candidature : Le lieu – Projet K");
            await Assertions.Expect(page.GetByText("Brouillon, pas encore déposé").First).ToBeVisibleAsync();
            await Assertions.Expect(page.GetByText("Tauriac", new() { Exact = true })).ToBeVisibleAsync();

            await page.GetByRole(AriaRole.Button, new() { Name = "Se déconnecter" }).ClickAsync();
            // The provider asks once more: a link from elsewhere must not sign anybody out.
            await page.GetByRole(AriaRole.Button, new() { Name = "Se déconnecter" }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Se connecter" })).ToBeVisibleAsync();
        });
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task meets_what_axe_checks_of_accessibility(ColorScheme theme)
    {
        var round = await Round.Publish(stack);
        await stack.Browse(scripts: true, async page =>
        {
            await page.EmulateMediaAsync(new() { ColorScheme = theme });
            foreach (var path in (string[])
                ["/", $"/{round.Call.Replace("calls", "appels")}", "/eligibilite?commune=33525&q=plassac", "/candidatures",
                    "/territoires", "/registre", "/previsions", "/rien"])
            {
                await page.GotoAsync(Browsing.Address + path);
                var found = await page.RunAxe();
                Assert.True(found.Violations.Length == 0, string.Join('\n', found.Violations.Select(violation =>
                    $"{path}: {violation.Id}: {violation.Nodes[0].Html}")));
            }
        });
    }

    [Fact]
    public async Task fits_a_phone_without_scrolling_sideways() => await stack.Browse(scripts: true, async page =>
    {
        await page.SetViewportSizeAsync(360, 740);
        foreach (var path in (string[])["/", "/appels", "/eligibilite?commune=33525", "/registre", "/previsions", "/aide"])
        {
            await page.GotoAsync(Browsing.Address + path);
            Assert.Equal(360, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        }
    });
}

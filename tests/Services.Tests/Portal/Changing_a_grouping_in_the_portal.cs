using Microsoft.Playwright;
using ProjetK.Applications.Tests;
using ProjetK.Applications.V1;
using ProjetK.Testing.Scenarios;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.Portal.Tests;

/// <summary>Who takes part in a candidacy and who leads it, as communes and the syndicate change it in a real browser.
/// </summary>
public sealed class Changing_a_grouping_in_the_portal(ServicesStack stack) : PlayedIn2023(stack)
{
    private const string LeFieu = "33166", Gours = "33191", Puynormand = "33347", Fronsac = "33174", Villegouge = "33548";

    [Fact]
    public async Task a_lead_hands_over_leaves_and_invites_a_colleague()
    {
        var candidacy = await Candidacy.Draft(await Round.Publish(Stack), LeFieu, Gours, Puynormand);
        var dossier = $"{Browsing.Address}/commune/dossiers/{candidacy.Name.Split('/')[1]}";
        var email = Newcomer.NewAddress();
        await Stack.Browse(scripts: true, async page =>
        {
            await page.SetViewportSizeAsync(360, 740);
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            await page.GotoAsync(dossier);
            await page.SignIn($"maire.{LeFieu}@projetk.test");
            // Who leads does not leave before somebody else does.
            await page.GotoAsync($"{dossier}/quitter");
            await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Quitter le regroupement" })).ToHaveCountAsync(0);
            await page.IsSound();
            await page.GotoAsync(dossier);
            await page.GetByRole(AriaRole.Link, new() { Name = "Proposer une autre commune cheffe de file" }).ClickAsync();
            await page.IsSound();
            await page.Press("Proposer cette commune");
            await page.Shows("Erreur : Proposer une autre commune cheffe de file");
            await page.GetByLabel("Gours").CheckAsync();
            await page.GetByLabel("Motif").FillAsync("Nous n’avons plus de secrétaire.");
            await page.Press("Proposer cette commune");
            await Assertions.Expect(page.GetByText("Gours est proposée comme cheffe de file")).ToBeVisibleAsync();
            await page.IsSound();

            await page.Context.ClearCookiesAsync();
            await page.GotoAsync($"{Browsing.Address}/commune");
            await page.SignIn($"maire.{Gours}@projetk.test");
            await page.GotoAsync($"{dossier}/cheffe-de-file/accepter");
            await Assertions.Expect(page.GetByText("Nous n’avons plus de secrétaire.")).ToBeVisibleAsync();
            await page.IsSound();
            await page.Press("Accepter de conduire le regroupement");
            await Assertions.Expect(page.GetByText("C’est fait : accepter de conduire")).ToBeVisibleAsync();
            Assert.Equal($"communes/{Gours}", (await candidacy.Read()).Applicant.LeadCommune);
            // Whoever goes back is told that there is nothing left to accept.
            await page.GotoAsync($"{dossier}/cheffe-de-file/accepter");
            await Assertions.Expect(page.GetByText("Aucune commune que vous représentez")).ToBeVisibleAsync();

            await page.Context.ClearCookiesAsync();
            await page.GotoAsync($"{dossier}/quitter");
            await page.SignIn($"maire.{LeFieu}@projetk.test");
            await page.Press("Quitter le regroupement");
            await Assertions.Expect(page.GetByText("C’est fait : quitter le regroupement.")).ToBeVisibleAsync();
            Assert.Equal([$"communes/{Gours}", $"communes/{Puynormand}"], (await candidacy.Read()).Applicant.Communes.Order());

            await page.GetByRole(AriaRole.Link, new() { Name = "Collègues" }).ClickAsync();
            await page.IsSound();
            await page.GetByRole(AriaRole.Link, new() { Name = "Inviter une ou un collègue" }).ClickAsync();
            await page.IsSound();
            await page.GetByLabel("Son adresse électronique").FillAsync(email);
            await page.GetByLabel("Prénom et nom").FillAsync("Sam Exemple");
            await page.Press("Inviter cette personne");
            await Assertions.Expect(page.GetByText("Sam Exemple").First).ToBeVisibleAsync();
            await page.IsSound();
        });
        Assert.NotEmpty(await Stack.Mails.To(email));
    }

    [Fact]
    public async Task a_manager_puts_a_new_commune_in_the_place_of_one_that_merged()
    {
        var candidacy = await (await Candidacy.Draft(await Round.Publish(Stack), Fronsac)).Reach(State.IntentSubmitted);
        await Sql("applications", """
            UPDATE communes SET is_current = false, successor = $2, merged_vintage = 2024 WHERE code = $1
            """, Fronsac, Villegouge);
        try
        {
            await Stack.Browse(scripts: true, async page =>
            {
                await page.SetViewportSizeAsync(360, 740);
                await page.GotoAsync($"{Browsing.Address}/syndicat/dossiers/{candidacy.Name.Split('/')[1]}/remplacer-commune");
                await page.SignIn("manager@projetk.test");
                await page.IsSound();
                await page.GetByLabel("Chercher la commune nouvelle").FillAsync("tauriac");
                await page.Press("Chercher");
                await page.GetByLabel("Fronsac (33").CheckAsync();
                await page.GetByLabel("Tauriac (33").CheckAsync();
                await page.GetByLabel("Motif").FillAsync("Commune nouvelle.");
                await page.Press("Remplacer cette commune");
                // It is another one's successor that the official files name.
                await page.Shows("Erreur : Remplacer une commune qui a fusionné");
                await page.GetByLabel("Villegouge (33").CheckAsync();
                await page.Press("Remplacer cette commune");
                await Assertions.Expect(page.GetByText("C’est fait : remplacer une commune")).ToBeVisibleAsync();
            });
            Assert.Equal($"communes/{Villegouge}", (await candidacy.Read()).Applicant.LeadCommune);
        }
        finally
        {
            await Sql("applications", """
                UPDATE communes SET is_current = true, successor = NULL, merged_vintage = NULL WHERE code = $1
                """, Fronsac);
        }
    }
}

using Microsoft.Playwright;
using ProjetK.Applications.V1;
using ProjetK.Documents.V1;
using ProjetK.Testing.Scenarios;

namespace ProjetK.Portal.Tests;

/// <summary>What the script of the portal saves people, in a real browser and under the policy of the pages.</summary>
public sealed class Saving_by_itself(ServicesStack stack)
{
    private const string Secretary = "maire.33525@projetk.test";

    // Longer than the script waits between two attempts, in milliseconds of the page's own clock.
    private const long APause = 11_000;

    [Fact]
    public async Task a_draft_is_saved_while_it_is_written_through_a_cut_and_beside_somebody_else()
    {
        var draft = await Candidacy.Draft(await Round.Publish(stack), "33525");
        var dossier = $"{Browsing.Address}/commune/dossiers/{draft.Name.Split('/')[1]}";
        await stack.Browse(scripts: true, async page =>
        {
            await page.Clock.InstallAsync();
            await page.GotoAsync($"{dossier}/lettre");
            await page.SignIn(Secretary);
            var letter = page.GetByLabel("Le texte de la lettre");
            await letter.FillAsync("Une première phrase.");
            await Assertions.Expect(page.GetByText("Modifications pas encore enregistrées.")).ToBeVisibleAsync();
            // Nobody presses anything.
            await Says(page, "Brouillon enregistré à");
            Assert.Equal("Une première phrase.", (await draft.Read()).Intent.Text);

            // The line is cut: the text stays, and is saved once the line is there again.
            await page.Context.SetOfflineAsync(true);
            await letter.FillAsync("Une première phrase. Une deuxième.");
            await Says(page, "Connexion coupée");
            await letter.FillAsync("Une première phrase. Une deuxième. Une troisième.");
            await page.Context.SetOfflineAsync(false);
            await page.Clock.RunForAsync(APause);
            await page.Clock.RunForAsync(APause);
            await Eventually.Get(draft.Read, one => one.Intent.Text.EndsWith("Une troisième.", StringComparison.Ordinal), "the letter to be saved");
            await Says(page, "Brouillon enregistré à");

            // Whoever leaves without pressing anything finds the text again.
            await page.GetByLabel("Fonction").FillAsync("Adjointe");
            await page.GotoAsync(dossier);
            await Eventually.Get(draft.Read, one => one.Intent.Signatory.Function is "Adjointe", "the function to be saved");

            // Somebody else writes the same: nothing is saved over it before somebody chooses.
            await page.GotoAsync($"{dossier}/lettre");
            await stack.Send<Application>(new UpdateApplicationRequest
            {
                Application = new() { Name = draft.Name, Etag = (await draft.Read()).Etag, Intent = new() { Text = "Son texte." } },
            }, by: draft.Mayor);
            await letter.FillAsync("Mon texte.");
            await Says(page, "Deux textes pour une réponse");
            await Assertions.Expect(page.GetByText("Son texte.")).ToBeVisibleAsync();
            Assert.Equal("Son texte.", (await draft.Read()).Intent.Text);
            await Assertions.Expect(letter).ToHaveValueAsync("Mon texte.");
            await page.Press("Enregistrer");
            await page.Shows("Candidature : Le lieu");
            Assert.Equal("Mon texte.", (await draft.Read()).Intent.Text);

            // What is wrong is said beside its field while the rest is saved.
            await page.GotoAsync($"{dossier}/contacts");
            await page.GetByLabel("Courriel (facultatif)").First.FillAsync("pas une adresse");
            await page.GetByLabel("Prénom et nom (facultatif)").FillAsync("Sam Exemple");
            await Says(page, "sauf 1 réponse signalée");
            await Assertions.Expect(page.GetByText("une adresse comme mairie@tauriac.example").First).ToBeVisibleAsync();
            await page.Clock.RunForAsync(APause);
            await Eventually.Get(draft.Read, one => one.Contacts.TechnicalReferent is { DisplayName: "Sam Exemple" }, "what is right to be saved");
            await page.GetByLabel("Courriel (facultatif)").First.FillAsync("mairie@tauriac.example");
            await page.Clock.RunForAsync(APause);
            await Eventually.Get(draft.Read, one => one.Contacts.ElectedReferent.Email.Length > 0, "the address to be saved");

            // The session ends: the text stays on the page, and comes back after signing in again.
            await page.Context.ClearCookiesAsync();
            await page.GetByLabel("Fonction", new() { Exact = true }).FillAsync("Première adjointe");
            await Says(page, "Appuyez sur « Enregistrer » pour voir pourquoi");
            await page.Press("Enregistrer");
            await page.Shows("Vous n’êtes plus connecté(e)");
            var other = await page.Context.RunAndWaitForPageAsync(() =>
                page.GetByRole(AriaRole.Link, new() { Name = "Se connecter dans un nouvel onglet" }).ClickAsync());
            await other.SignIn(Secretary);
            await other.Shows("Vous êtes connecté(e)");
            await page.Press("Reprendre mon texte");
            await Assertions.Expect(page.GetByLabel("Fonction", new() { Exact = true })).ToHaveValueAsync("Première adjointe");
            await page.Press("Enregistrer");
            await page.Shows("Candidature : Le lieu");
            Assert.Equal("Première adjointe", (await draft.Read()).Contacts.ElectedReferent.Function);
        }, strict: true);
    }

    [Fact]
    public async Task files_are_sent_with_their_progress_and_again_when_the_line_is_cut()
    {
        var draft = await Candidacy.Draft(await Round.Publish(stack), "33525");
        var documents = $"{Browsing.Address}/commune/dossiers/{draft.Name.Split('/')[1]}/documents";
        await stack.Browse(scripts: true, async page =>
        {
            await page.Clock.InstallAsync();
            await page.GotoAsync(documents);
            await page.SignIn(Secretary);
            await page.GetByLabel("Fichier").SetInputFilesAsync(
            [
                new FilePayload { Name = "projet.pdf", MimeType = "application/pdf", Buffer = SomeFile.Pdf(3_000_000) },
                new FilePayload { Name = "plan.pdf", MimeType = "application/pdf", Buffer = SomeFile.Pdf(20_000) },
            ]);
            await page.Context.SetOfflineAsync(true);
            await page.Press("Ajouter le document");
            await Assertions.Expect(page.GetByText("l’envoi recommence tout seul")).ToBeVisibleAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();
            await page.Context.SetOfflineAsync(false);
            await page.Clock.RunForAsync(APause);
            await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "plan.pdf" })).ToBeVisibleAsync(new() { Timeout = 30_000 });
            await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "projet.pdf" })).ToBeVisibleAsync();

            // What is refused is said as without scripts.
            await page.GetByLabel("Fichier").SetInputFilesAsync(
                new FilePayload { Name = "vide.pdf", MimeType = "application/pdf", Buffer = [] });
            await page.Press("Ajouter le document");
            await Assertions.Expect(page.GetByText("Ce fichier est vide.").First).ToBeVisibleAsync();
            await page.GetByLabel("Fichier").SetInputFilesAsync(
                new FilePayload { Name = "lourd.pdf", MimeType = "application/pdf", Buffer = SomeFile.Pdf(21_000_000) });
            await page.Press("Ajouter le document");
            await Assertions.Expect(page.GetByText("Ce fichier est trop lourd").First).ToBeVisibleAsync();
        }, strict: true);
        Assert.Equal(["plan.pdf", "projet.pdf"], (await stack.Send<ListDocumentsResponse>(
            new ListDocumentsRequest { Parent = draft.Name }, by: draft.Mayor)).Documents.Select(document => document.DisplayName).Order());
    }

    /// <summary>Lets the page think that nobody typed for a while.</summary>
    private static async Task Says(IPage page, string text)
    {
        await page.Clock.RunForAsync(APause);
        await Assertions.Expect(page.Locator("[data-saved]")).ToContainTextAsync(text, new() { Timeout = 30_000 });
    }
}

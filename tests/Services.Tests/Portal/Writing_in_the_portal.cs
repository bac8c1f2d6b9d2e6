using Microsoft.Playwright;
using ProjetK.Applications.V1;
using ProjetK.Ecosystem.V1;
using ProjetK.Testing.Scenarios;

namespace ProjetK.Portal.Tests;

/// <summary>What people write in the portal, in a real browser.</summary>
public sealed class Writing_in_the_portal(ServicesStack stack)
{
    private const string Secretary = "maire.33525@projetk.test";

    [Fact]
    public async Task a_secretary_goes_from_nothing_to_a_receipt_without_scripts()
    {
        var round = await Round.Publish(stack);
        await stack.Browse(scripts: false, async page =>
        {
            await page.GotoAsync($"{Browsing.Address}/commune/commencer?appel={round.Call.Split('/')[1]}");
            await page.SignIn(Secretary);
            // The commune of the account stands there already; another one is found by a part of its name.
            await page.GetByLabel("Chercher une commune").FillAsync("plass");
            await page.Press("Chercher");
            await Assertions.Expect(page.GetByLabel("Plassac (33")).ToBeVisibleAsync();
            await page.Press("Créer le brouillon");
            await page.Shows("Candidature : Projet sans titre");
            var dossier = page.Url.Split('#')[0];

            await page.GetByRole(AriaRole.Link, new() { Name = "Vos contacts" }).First.ClickAsync();
            await page.GetByLabel("Courriel (facultatif)").First.FillAsync("pas une adresse");
            await page.GetByLabel("Prénom et nom (facultatif)").FillAsync("Sam Exemple");
            await page.Press("Enregistrer");
            // What is wrong is said, what is right is saved, and what was typed stays.
            await page.Shows("Erreur : Vos contacts");
            await Assertions.Expect(page.GetByText("Vos autres réponses sont enregistrées.")).ToBeVisibleAsync();
            await Assertions.Expect(page.GetByLabel("Courriel (facultatif)").First).ToHaveValueAsync("pas une adresse");
            await page.GetByLabel("Courriel (facultatif)").First.FillAsync("mairie@tauriac.example");
            await page.GetByLabel("Prénom et nom", new() { Exact = true }).FillAsync("Camille Exemple");
            await page.Press("Enregistrer et continuer");

            await page.Shows("Le projet");
            await page.GetByLabel("Le nom du projet").FillAsync("La maison commune");
            await page.GetByLabel("Le résumé").FillAsync("Un lieu.\nPour tous.");
            await page.Press("Enregistrer et continuer");

            await page.Shows("La lettre d’intention");
            await page.GetByLabel("Le texte de la lettre").FillAsync("Ça nous intéresse.");
            await page.GetByLabel("Prénom et nom").FillAsync("Camille Exemple");
            await page.GetByLabel("Fonction").FillAsync("Maire");
            // The session ends while the letter is written: not a word is lost.
            await page.Context.ClearCookiesAsync();
            await page.Press("Enregistrer");
            await page.Shows("Vous n’êtes plus connecté(e)");
            var other = await page.Context.RunAndWaitForPageAsync(() =>
                page.GetByRole(AriaRole.Link, new() { Name = "Se connecter dans un nouvel onglet" }).ClickAsync());
            await other.SignIn(Secretary);
            await other.Shows("Vous êtes connecté(e)");
            await page.Press("Reprendre mon texte");
            await page.Press("Enregistrer");
            await page.Shows("Candidature : La maison commune");

            await page.GotoAsync($"{dossier}/documents");
            await page.GetByLabel("Fichier").SetInputFilesAsync(new FilePayload
            {
                Name = "projet.pdf",
                MimeType = "application/pdf",
                // More than the gateway takes of what is no file.
                Buffer = SomeFile.Pdf(5_000_000),
            });
            await page.Press("Ajouter le document");
            await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "projet.pdf" })).ToBeVisibleAsync();

            await page.GotoAsync($"{dossier}/deposer/intention");
            await Assertions.Expect(page.GetByText("Rien n’est encore déposé.")).ToBeVisibleAsync();
            await page.Press("Déposer la lettre d’intention");
            await page.Shows("Lettre d’intention déposée");
            var receipt = await page.RunAndWaitForDownloadAsync(() =>
                page.GetByRole(AriaRole.Link, new() { Name = "Télécharger l’accusé de réception" }).ClickAsync());
            Assert.Equal("%PDF"u8.ToArray(), (await File.ReadAllBytesAsync(await receipt.PathAsync()))[..4]);
            var application = await stack.Send<Application>(
                new GetApplicationRequest { Name = $"applications/{dossier.Split('/')[^1]}" });
            Assert.Equal(Application.Types.State.IntentSubmitted, application.State);
            Assert.Equal("Ça nous intéresse.", application.Intent.Text);
        });
    }

    [Fact]
    public async Task two_people_who_write_the_same_letter_both_see_both_texts()
    {
        var round = await Round.Publish(stack);
        var draft = await Candidacy.Draft(round, "33525");
        var dossier = $"{Browsing.Address}/commune/dossiers/{draft.Name.Split('/')[1]}";
        // Without a script, which would show both texts already while they are typed.
        await stack.Browse(scripts: false, async page =>
        {
            await page.GotoAsync($"{dossier}/lettre");
            await page.SignIn(Secretary);
            await stack.Send<Application>(new UpdateApplicationRequest
            {
                Application = new() { Name = draft.Name, Etag = draft.Application.Etag, Intent = new() { Text = "Son texte." } },
            }, by: draft.Mayor);
            await page.GetByLabel("Le texte de la lettre").FillAsync("Mon texte.");
            await page.GetByLabel("Fonction").FillAsync("Adjointe");
            await page.Press("Enregistrer");
            await page.Shows("Erreur : La lettre d’intention");
            await Assertions.Expect(page.GetByText("Son texte.")).ToBeVisibleAsync();
            await Assertions.Expect(page.GetByLabel("Le texte de la lettre")).ToHaveValueAsync("Mon texte.");
            // What the other left alone is saved at once.
            Assert.Equal("Adjointe", (await draft.Read()).Intent.Signatory.Function);
            await page.Press("Enregistrer");
            await page.Shows("Candidature : Le lieu");
            Assert.Equal("Mon texte.", (await draft.Read()).Intent.Text);
        });
        // Meanwhile: every page of a dossier meets what axe checks, and fits a phone.
        await stack.Browse(scripts: true, async page =>
        {
            await page.SetViewportSizeAsync(360, 740);
            await page.GotoAsync($"{dossier}/lettre");
            await page.SignIn(Secretary);
            foreach (var path in (string[])
                ["", "/porteur", "/contacts", "/projet", "/lettre", "/documents", "/deposer/intention", "/supprimer"])
            {
                await page.GotoAsync(dossier + path);
                await page.IsSound();
            }
            foreach (var path in (string[])["/commune", "/commune/commencer", "/notifications", "/compte", "/idees/proposer"])
            {
                await page.GotoAsync(Browsing.Address + path);
                await page.IsSound();
            }
        });
    }

    [Fact]
    public async Task who_wants_news_of_calls_confirms_by_mail_and_ends_it_by_a_link()
    {
        var email = Newcomer.NewAddress();
        await stack.Browse(scripts: true, async page =>
        {
            await page.SetViewportSizeAsync(360, 740);
            await page.GotoAsync($"{Browsing.Address}/abonnement");
            await page.IsSound();
            await page.GetByLabel("Adresse électronique").FillAsync(email);
            await page.Press("Recevoir les nouvelles");
            var link = $"{await stack.Mails.LinkTo(email)}";
            await page.GotoAsync(link);
            await page.IsSound();
            await page.Press("Confirmer mon adresse");
            await Assertions.Expect(page.GetByText("Votre adresse est confirmée.")).ToBeVisibleAsync();
            await page.GotoAsync(link.Replace("/abonnement", "/desabonnement"));
            await page.IsSound();
            await page.Press("Ne plus rien recevoir");
            await Assertions.Expect(page.GetByText("Votre adresse est effacée.")).ToBeVisibleAsync();
        });
    }

    [Fact]
    public async Task an_actor_goes_from_the_mail_to_a_confirmed_part_and_to_being_forgotten()
    {
        var candidacy = await Candidacy.Draft(await Round.Publish(stack), "33525");
        await candidacy.Reach(Application.Types.State.Preparation);
        await Eventually.Holds(
            () => stack.Send<Territory>(new GetTerritoryRequest { Name = candidacy.Application.Territory }), "the territory");
        var email = Newcomer.NewAddress();
        var actor = await stack.Send<Actor>(new CreateActorRequest
        {
            Actor = new()
            {
                DisplayName = $"Atelier {Guid.NewGuid():N}",
                Kind = Actor.Types.Kind.Association,
                Commune = "communes/33525",
                Contact = new() { DisplayName = "Alix Exemple", Email = email },
                Consent = new() { Contact = true },
            },
        }, by: candidacy.Mayor);
        await stack.Send<InviteActorResponse>(
            new InviteActorRequest { Parent = candidacy.Application.Territory, Actor = actor.Name }, by: candidacy.Mayor);
        var link = $"{await stack.Mails.LinkTo(email)}";
        await stack.Browse(scripts: true, async page =>
        {
            await page.SetViewportSizeAsync(360, 740);
            // A scanner of mails opens it first, and uses nothing up.
            await page.GotoAsync(link);
            await page.GotoAsync(link);
            await page.IsSound();
            await page.GetByLabel("Un savoir-faire").CheckAsync();
            await page.GetByLabel("Avec vos mots").FillAsync("Réparer le samedi.");
            await page.GetByLabel("Mon nom peut paraître").CheckAsync();
            await page.Press("Je participe");
            await page.Shows("Vous participez");
            await page.GotoAsync(link);
            await page.Press("Je ne participe pas");
            await Assertions.Expect(page.GetByText("Ce lien a déjà servi")).ToBeVisibleAsync();

            // Who agreed to it is named where everybody reads of the territory.
            await page.GotoAsync($"{Browsing.Address}/{candidacy.Application.Territory.Replace("territories", "territoires")}");
            await Assertions.Expect(page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = $"{actor.DisplayName} (acteur)" })).ToBeVisibleAsync();
            await page.IsSound();

            await page.GotoAsync($"{Browsing.Address}/mes-donnees");
            await page.IsSound();
            await page.GetByLabel("Adresse électronique").FillAsync(email);
            await page.Press("Recevoir le lien");
            await Assertions.Expect(page.GetByText("un lien vient d’y être envoyé")).ToBeVisibleAsync();
            await page.GotoAsync($"{await stack.Mails.LinkTo(email, 2)}");
            await page.IsSound();
            await Assertions.Expect(page.GetByText("Réparer le samedi.")).ToBeVisibleAsync();
            await page.GetByLabel("Mon nom peut paraître").UncheckAsync();
            await page.GetByLabel("Téléphone").FillAsync("05 57 00 00 00");
            await page.Press("Enregistrer");
            await Assertions.Expect(page.GetByText("Vos changements sont enregistrés.")).ToBeVisibleAsync();
            var changed = await stack.Send<Actor>(new GetActorRequest { Name = actor.Name }, by: candidacy.Mayor);
            Assert.Equal((false, "05 57 00 00 00"), (changed.Consent.PublicName, changed.Contact.Phone));
            await page.GetByRole(AriaRole.Button, new() { Name = "Mettre fin à cette participation" }).ClickAsync();
            await Assertions.Expect(page.GetByText("Votre participation est terminée.")).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Link, new() { Name = "Effacer mes données" }).ClickAsync();
            await page.Press("Effacer mes données");
            await page.Shows("Vos données sont effacées");
        });
    }
}

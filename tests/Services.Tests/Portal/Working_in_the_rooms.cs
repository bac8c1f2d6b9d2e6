using Microsoft.Playwright;
using ProjetK.Applications.Tests;
using ProjetK.Applications.V1;
using ProjetK.Funding.V1;
using ProjetK.Identity.V1;
using ProjetK.Testing.Scenarios;
using static ProjetK.Auth.V1.Access.Types;
using Person = ProjetK.Testing.Person;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.Portal.Tests;

/// <summary>What those who run the call do in the portal, in a real browser; the portal has no scripts.</summary>
public sealed class Working_in_the_rooms(ServicesStack stack)
{
    // Communes that are chosen here are accompanied from then on: nobody else may need them.
    private const string SaintMartinLacaussade = "33441", Lugon = "33259";

    [Fact]
    public async Task a_manager_starts_a_review_compares_costs_chooses_and_announces()
    {
        var round = await Round.Publish(stack);
        var candidacy = await (await Candidacy.Draft(round, SaintMartinLacaussade)).Reach(State.EngagementSubmitted);
        stack.Clock.Travel(Deck.DuringSelection);
        var (dossier, call) = (Page("syndicat/dossiers", candidacy.Name), Page("syndicat/appels", round.Call));
        await stack.Browse(scripts: true, async page =>
        {
            await page.SetViewportSizeAsync(360, 740);
            await page.GotoAsync($"{call}/candidatures");
            await page.SignIn("manager@projetk.test");
            await page.GetByRole(AriaRole.Link, new() { Name = "Le lieu" }).ClickAsync();
            await page.Shows("Dossier : Le lieu");
            await page.IsSound();
            await page.GetByRole(AriaRole.Link, new() { Name = "Commencer l’étude" }).ClickAsync();
            // Pressed twice it is done once, and said so.
            await page.GetByRole(AriaRole.Button, new() { Name = "Commencer l’étude" }).DblClickAsync();
            await Assertions.Expect(page.GetByText("C’est fait : commencer l’étude.")).ToBeVisibleAsync();

            await Talk(page, dossier, candidacy);
            await page.GotoAsync($"{call}/selection");
            await page.GetByLabel("Le lieu").CheckAsync();
            await page.Press("Calculer");
            await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Tient");
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            await page.IsSound();
            await page.GetByRole(AriaRole.Link, new() { Name = "Choisir cette candidature" }).ClickAsync();
            // Without a reason nothing is done, and what is wrong stands beside its field.
            await page.GetByLabel("Motif pour le public").FillAsync("Retenu.");
            await page.Press("Choisir cette candidature");
            await page.Shows("Erreur : Choisir cette candidature");
            await Assertions.Expect(page.GetByLabel("Motif pour le public")).ToHaveValueAsync("Retenu.");
            await page.IsSound();
            await page.GetByLabel("Motif", new() { Exact = true }).FillAsync("Le meilleur projet.");
            // Meanwhile somebody else decides: both see that they are two, and nothing that was written is lost.
            await stack.Send<Application>(
                new WaitlistApplicationRequest { Name = candidacy.Name, Reason = "À revoir." }, by: People.SecondManager);
            await page.Press("Choisir cette candidature");
            await page.Shows("Erreur : Choisir cette candidature");
            await Assertions.Expect(page.GetByText("Vous êtes plusieurs sur ce dossier.")).ToBeVisibleAsync();
            await Assertions.Expect(page.GetByText("Mettre en liste d’attente", new() { Exact = false }).First).ToBeVisibleAsync();
            await Assertions.Expect(page.GetByLabel("Motif", new() { Exact = true })).ToHaveValueAsync("Le meilleur projet.");
            await page.IsSound();
            await page.Press("Choisir cette candidature");
            await page.Shows("Dossier : Le lieu");
            await candidacy.BeAnswered();

            await page.GotoAsync($"{call}/annoncer");
            await page.Press("Annoncer les décisions");
            await page.Shows("Appel à coopération");
            Assert.NotNull((await candidacy.Read()).Decision.AnnounceTime);
            foreach (var path in (string[])
                ["/syndicat", call, $"{call}/classement", $"{call}/statistiques", $"{dossier}/jury", $"{dossier}/lettres",
                    "/syndicat/personnes"])
            {
                await page.GotoAsync(path.StartsWith('/') ? Browsing.Address + path : path);
                await page.IsSound();
            }
        });
    }

    [Fact]
    public async Task finance_records_an_agreement_and_pays_what_somebody_else_ordered()
    {
        var round = await Round.Publish(stack);
        var candidacy = await (await Candidacy.Draft(round, Lugon)).Reach(State.Selected);
        await candidacy.Announce();
        var grant = candidacy.Application.Decision.Grant;
        await stack.Browse(scripts: true, async page =>
        {
            await page.SetViewportSizeAsync(360, 740);
            await page.GotoAsync($"{Page("finances/subventions", grant)}/convention");
            await page.SignIn("finance@projetk.test");
            await page.GetByLabel("Numéro de la convention").FillAsync("2023-K-01");
            await page.GetByLabel("Signée le").FillAsync("2023-09-14");
            await page.GetByLabel("SIRET").FillAsync("13002526500013");
            await page.Press("Enregistrer la convention");
            await Assertions.Expect(page.GetByText("Engagée (convention signée)").First).ToBeVisibleAsync();
            await page.IsSound();

            await candidacy.Accompany();
            await stack.Send<Application>(new StartCooperationRequest { Name = candidacy.Name });
            var instalment = new Instalment();
            await Eventually.Holds(async () => Assert.NotNull((instalment = await stack.Send<Instalment>(
                new GetInstalmentRequest { Name = $"{grant}/instalments/1" })).DueTime), "the date of the first instalment");
            var steps = $"{Browsing.Address}/finances/versements/{grant.Split('/')[1]}/1";
            await page.GotoAsync($"{steps}/certifier");
            await page.Press("Certifier le service fait");
            await Assertions.Expect(page.GetByText("Service fait certifié").First).ToBeVisibleAsync();
            await page.GotoAsync($"{steps}/mandater");
            await page.GetByLabel("Numéro du mandat").FillAsync($"{Guid.NewGuid():N}");
            await page.Press("Mandater le versement");
            await page.Shows("Erreur : Mandater le versement");
            await Assertions.Expect(page.GetByText("Une autre personne")).ToBeVisibleAsync();
            await page.IsSound();

            await stack.Send<Instalment>(
                new OrderInstalmentRequest { Name = instalment.Name, MandateNumber = $"{Guid.NewGuid():N}" }, by: People.In(Role.Finance));
            await page.GotoAsync($"{steps}/paiement");
            await page.GetByLabel("Payé le").FillAsync("2023-09-15");
            await page.GetByLabel("Référence du comptable").FillAsync($"{Guid.NewGuid():N}");
            await page.Press("Enregistrer le paiement");
            await Assertions.Expect(page.GetByText("Payé", new() { Exact = true }).First).ToBeVisibleAsync();
            await page.GotoAsync($"{Browsing.Address}/finances/versements?etat={(int)Instalment.Types.State.Paid}");
            await page.GetByLabel("Dus au plus tard le").FillAsync("2023-12-31");
            await page.Press("Montrer ces versements");
            await Assertions.Expect(page.Locator($"a[href='/finances/subventions/{grant.Split('/')[1]}#versements']")).ToHaveCountAsync(1);
            await GiveAccount(page);
            await AddDeed(page, Page("finances/subventions", grant));
            await LimitPayments(page, $"{Browsing.Address}/finances/{round.Envelope.Replace("envelopes", "enveloppes")}");
            foreach (var path in (string[])["", "/versements", "/enveloppes/nouvelle", $"/previsions?enveloppe={round.Envelope.Split('/')[1]}", round.Envelope.Replace("envelopes", "/enveloppes")])
            {
                await page.GotoAsync($"{Browsing.Address}/finances{path}");
                await page.IsSound();
            }
        });
    }

    [Fact]
    public async Task a_reviewer_says_first_that_there_is_no_conflict_then_judges()
    {
        var jury = await Jury.Call(stack);
        var candidacy = await jury.Candidate("33525");
        var other = await jury.Candidate("33325");
        var people = await stack.Send<ListPeopleResponse>(new ListPeopleRequest { Role = Role.Reviewer, PageSize = 1000 });
        var account = people.People.Single(person => person.Email == "reviewer1@projetk.test");
        await jury.Assign(candidacy, new Person(account.DisplayName, [Role.Reviewer], []) { Subject = account.Name });
        await stack.Browse(scripts: true, async page =>
        {
            await page.SetViewportSizeAsync(360, 740);
            await page.GotoAsync(Page("jury/dossiers", candidacy.Name));
            await page.SignIn("reviewer1@projetk.test");
            await Assertions.Expect(page.GetByText("Nous nous engageons.")).Not.ToBeVisibleAsync();
            await page.GetByLabel("Aucun").CheckAsync();
            await page.IsSound();
            await page.Press("Continuer");
            await Assertions.Expect(page.GetByText("Nous nous engageons.")).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Group, new() { Name = "Le lieu" }).GetByLabel("4").CheckAsync();
            await page.GetByRole(AriaRole.Group, new() { Name = "Les gens" }).GetByLabel("0").CheckAsync();
            await page.GetByRole(AriaRole.Group, new() { Name = "Les gens" }).GetByLabel("Faits").FillAsync("Page 3.");
            await page.IsSound();
            await page.Press("Enregistrer et vérifier avant de remettre");
            await Assertions.Expect(page.GetByText("Page 3.")).ToBeVisibleAsync();
            await page.Press("Remettre l’évaluation");
            await Assertions.Expect(page.GetByText("Évaluation remise.")).ToBeVisibleAsync();
            await page.IsSound();
            await page.GotoAsync($"{Browsing.Address}/jury");
            await page.IsSound();

            // What is not theirs does not exist.
            foreach (var path in (string[])[Page("jury/dossiers", other.Name), Page("syndicat/dossiers", candidacy.Name),
                $"{Browsing.Address}/finances", $"{Browsing.Address}/administration"])
                Assert.Equal(404, (await page.GotoAsync(path))!.Status);
        });
    }

    [Fact]
    public async Task those_who_watch_and_those_who_operate_have_their_own_pages()
    {
        await stack.Browse(scripts: true, async page =>
        {
            await page.SetViewportSizeAsync(360, 740);
            await page.GotoAsync($"{Browsing.Address}/administration");
            await page.SignIn("administrator@projetk.test");
            await page.Shows("Administration");
            foreach (var path in (string[])["", "/personnes", "/personnes/inviter", "/conservation"])
            {
                await page.GotoAsync($"{Browsing.Address}/administration{path}");
                await page.IsSound();
            }
            await page.Context.ClearCookiesAsync();
            await page.GotoAsync($"{Browsing.Address}/controle/historiques");
            await page.SignIn("auditor@projetk.test");
            await Assertions.Expect(page.GetByText("Intacte.").First).ToBeVisibleAsync();
            await page.IsSound();
            await page.GotoAsync($"{Browsing.Address}/controle");
            await page.IsSound();
            await page.Context.ClearCookiesAsync();
            await page.GotoAsync($"{Browsing.Address}/connexion");
            await page.SignIn("facilitator@projetk.test");
            await page.Shows("Les territoires que vous accompagnez");
            await page.IsSound();
        });
    }

    /// <summary>What was done in 2023 is read, taken away as tables, and verified.</summary>
    private static async Task GiveAccount(IPage page)
    {
        await page.GotoAsync($"{Browsing.Address}/finances/exercices/2023");
        await Assertions.Expect(page.GetByText("Exercice ouvert")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Exercice 2023, par territoire" })).ToContainTextAsync("Lugon");
        await page.IsSound();
        foreach (var (table, expected) in (IEnumerable<(string, string)>)[("Le grand livre de 2023", "\uFEFF"), ("Les conventions signées en 2023", "13002526500013")])
        {
            var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = table }).ClickAsync());
            Assert.Contains(expected, System.Text.Encoding.UTF8.GetString(await File.ReadAllBytesAsync(await file.PathAsync())), StringComparison.Ordinal);
        }
        await page.GotoAsync($"{Browsing.Address}/finances/verification");
        await Assertions.Expect(page.GetByText("Intacte.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Tout concorde")).ToBeVisibleAsync();
        await page.IsSound();
    }

    /// <summary>A grant says who did what, and holds its deeds.</summary>
    private static async Task AddDeed(IPage page, string grant)
    {
        await page.GotoAsync($"{grant}/actes");
        await page.Press("Ajouter l’acte");
        await page.Shows("Erreur : Actes de la subvention");
        await page.GetByLabel("Fichier").SetInputFilesAsync(new FilePayload
        {
            Name = "convention.pdf",
            MimeType = "application/pdf",
            Buffer = SomeFile.Pdf(1_000),
        });
        await page.Press("Ajouter l’acte");
        await Assertions.Expect(page.GetByText("Acte ajouté.")).ToBeVisibleAsync();
        await page.IsSound();
        await page.GotoAsync(grant);
        var deed = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "convention.pdf" }).ClickAsync());
        Assert.Equal("%PDF"u8.ToArray(), (await File.ReadAllBytesAsync(await deed.PathAsync()))[..4]);
        var history = page.GetByRole(AriaRole.Region, new() { Name = "Qui a fait quoi" });
        await Assertions.Expect(history).ToContainTextAsync("Mandater le versement");
        await Assertions.Expect(history.GetByRole(AriaRole.Row, new() { Name = "Certifier le service fait" })).ToContainTextAsync("Vous");
        await page.IsSound();
    }

    /// <summary>What may be paid in a year is limited; what is missing is said beside its field.</summary>
    private static async Task LimitPayments(IPage page, string envelope)
    {
        await page.GotoAsync($"{envelope}/plafond");
        await page.GetByLabel("Fonctionnement").CheckAsync();
        await page.GetByLabel("Plafond, en euros").FillAsync("beaucoup");
        await page.Press("Fixer un plafond de paiement");
        await page.Shows("Erreur : Fixer un plafond de paiement");
        await Assertions.Expect(page.GetByText("Le plafond : un montant en euros").First).ToBeVisibleAsync();
        await page.IsSound();
        await page.GetByLabel("Exercice").FillAsync("2024");
        await page.GetByLabel("Plafond, en euros").FillAsync("50 000");
        await page.GetByLabel("Motif").FillAsync("Crédits de paiement.");
        await page.GetByLabel("Numéro de la délibération").FillAsync("2023-18");
        await page.Press("Fixer un plafond de paiement");
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { Name = "2024 Fonctionnement" })).ToContainTextAsync("50\u202f000\u202f€");
    }

    /// <summary>What is written for the commune, and what stays among the staff; and what was said at a meeting.</summary>
    private async Task Talk(IPage page, string dossier, Candidacy candidacy)
    {
        foreach (var (readers, text) in ((string, string)[])
            [("Les communes du dossier", "Le jury lit votre lettre."), ("Le syndicat et l’équipe d’accompagnement seulement", "Le terrain reste à voir.")])
        {
            await page.GotoAsync($"{dossier}/messages");
            await page.Press("Envoyer le message");
            await Assertions.Expect(page.Locator("#erreurs")).ToBeVisibleAsync();
            await page.GetByLabel(readers).CheckAsync();
            await page.GetByLabel("Votre message").FillAsync(text);
            await page.Press("Envoyer le message");
            await Assertions.Expect(page.GetByText("Message envoyé.")).ToBeVisibleAsync();
        }
        await page.IsSound();
        await page.GotoAsync($"{dossier}/echanges/noter");
        await page.IsSound();
        await page.GetByLabel("Jour de la rencontre").FillAsync("2023-09-14");
        await page.GetByLabel("Qui était là").FillAsync("Claire Martin, maire\nAlix Exemple, syndicat");
        await page.GetByLabel("Ce qui s’est dit").FillAsync("Le terrain est choisi.");
        await page.Press("Noter la rencontre");
        await Assertions.Expect(page.GetByText("Le terrain est choisi.")).ToBeVisibleAsync();
        await page.IsSound();
        var read = await stack.Send<ListMessagesResponse>(new ListMessagesRequest { Parent = candidacy.Name }, by: candidacy.Mayor);
        Assert.Equal("Le jury lit votre lettre.", Assert.Single(read.Messages).Text);
    }

    private static string Page(string room, string name) => $"{Browsing.Address}/{room}/{name.Split('/')[1]}";
}

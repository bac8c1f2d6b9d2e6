using Microsoft.Playwright;
using ProjetK.Applications.V1;
using ProjetK.Identity.V1;
using ProjetK.Testing.Scenarios;

namespace ProjetK.Portal.Tests;

/// <summary>Who gets an account, and which communes are served, as those who run the call decide it in a browser.</summary>
public sealed class Letting_people_in(ServicesStack stack)
{
    private const string Bordeaux = "33063";

    [Fact]
    public async Task leads_from_asking_to_an_account_that_is_changed_closed_and_forgotten()
    {
        var (email, other) = (Newcomer.NewAddress(), Newcomer.NewAddress());
        await stack.Browse(scripts: true, async page =>
        {
            await page.SetViewportSizeAsync(360, 740);
            await Ask(page, email, "Alix Secrétaire");
            await Ask(page, other, "Inconnue");
            await page.GotoAsync($"{Browsing.Address}/syndicat/demandes-acces");
            await page.SignIn("manager@projetk.test");
            await page.IsSound();
            await page.GetByRole(AriaRole.Link, new() { Name = "Donner accès : Alix Secrétaire" }).First.ClickAsync();
            await page.IsSound();
            await page.Press("Inviter cette personne");
            await page.GetByRole(AriaRole.Link, new() { Name = "Refuser l’accès : Inconnue" }).First.ClickAsync();
            await page.Press("Refuser l’accès");
            await page.Shows("Erreur : Refuser l’accès");
            await page.GetByLabel("Motif").FillAsync("La mairie ne vous connaît pas.");
            await page.Press("Refuser l’accès");
            await Assertions.Expect(page.GetByText("C’est fait : refuser l’accès.")).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Link, new() { Name = "Inviter de nouveau : Alix Secrétaire" }).First.ClickAsync();
            await Assertions.Expect(page.GetByLabel("Adresse électronique")).Not.ToHaveValueAsync("");
            await Assertions.Expect(page.GetByLabel("Tauriac (33")).ToBeCheckedAsync();
            await page.IsSound();

            await page.Context.ClearCookiesAsync();
            await page.GotoAsync($"{await stack.Mails.LinkTo(email)}");
            await page.GetByLabel("Mot de passe", new() { Exact = true }).FillAsync(Newcomer.Password);
            await page.GetByLabel("Le même, encore une fois").FillAsync(Newcomer.Password);
            await page.Press("Ouvrir mon compte");
            await Change(page, await Known(email));
        });
    }

    [Fact]
    public async Task to_the_perimeter_counts_from_the_next_letter()
    {
        await stack.Browse(scripts: true, async page =>
        {
            await page.SetViewportSizeAsync(360, 740);
            await page.GotoAsync($"{Browsing.Address}/syndicat/perimetre");
            await page.SignIn("manager@projetk.test");
            await page.IsSound();
            await page.GetByLabel("SIRET").FillAsync("12");
            await page.Press("Enregistrer les coordonnées");
            await Assertions.Expect(page.GetByText("quatorze chiffres, sans espace").First).ToBeVisibleAsync();
            foreach (var (status, said) in ((string, Commune.Types.PerimeterStatus)[])
                [("À confirmer", Commune.Types.PerimeterStatus.ToBeConfirmed), ("Hors du territoire", Commune.Types.PerimeterStatus.Out)])
            {
                await page.GotoAsync($"{Browsing.Address}/syndicat/perimetre");
                await page.GetByLabel("Chercher une commune à ajouter").FillAsync("bordeaux");
                await page.Press("Chercher");
                await page.GetByRole(AriaRole.Link, new() { Name = "Bordeaux (33" }).First.ClickAsync();
                await page.IsSound();
                await page.GetByLabel(status).CheckAsync();
                await page.Press("Changer le territoire");
                await page.Shows("Le syndicat et son territoire");
                var commune = await stack.Send<Commune>(new GetCommuneRequest { Name = $"communes/{Bordeaux}" });
                Assert.Equal(said, commune.PerimeterStatus);
            }
        });
    }

    private static async Task Ask(IPage page, string email, string name)
    {
        await page.GotoAsync($"{Browsing.Address}/acces");
        await page.IsSound();
        await page.GetByLabel("Prénom et nom").FillAsync(name);
        await page.GetByLabel("Chercher une commune").FillAsync("tauriac");
        await page.Press("Chercher");
        await page.GetByLabel("Tauriac (33").CheckAsync();
        await page.Press("Demander un compte");
        // What is wrong stands beside its field; the commune and the name are still there.
        await page.Shows("Erreur : Demander un compte pour ma commune");
        await Assertions.Expect(page.GetByLabel("Tauriac (33")).ToBeCheckedAsync();
        await page.IsSound();
        await page.GetByLabel("Fonction").FillAsync("Secrétaire de mairie");
        await page.GetByLabel("Adresse électronique").FillAsync(email);
        await page.Press("Demander un compte");
        await Assertions.Expect(page.GetByText("Votre demande est transmise")).ToBeVisibleAsync();
    }

    private static async Task Change(IPage page, Identity.V1.Person person)
    {
        var address = $"{Browsing.Address}/administration/personnes/{person.Name.Split('/')[1]}";
        await page.Context.ClearCookiesAsync();
        await page.GotoAsync($"{address}/modifier");
        await page.SignIn("administrator@projetk.test");
        await page.IsSound();
        await page.GetByLabel("Contrôle").CheckAsync();
        await page.GetByLabel("Prénom et nom").FillAsync("");
        await page.Press("Enregistrer le compte");
        await page.Shows("Erreur : Modifier un compte");
        await page.GetByLabel("Prénom et nom").FillAsync("Alix Contrôleuse");
        await page.Press("Enregistrer le compte");
        await page.Shows("Personnes");
        foreach (var (path, button) in ((string, string)[])[("fermer", "Fermer le compte"), ("effacer", "Effacer la personne")])
        {
            await page.GotoAsync($"{address}/{path}");
            await page.IsSound();
            await page.Press(button);
            await page.Shows("Personnes");
        }
        await page.IsSound();
    }

    private async Task<Identity.V1.Person> Known(string email) => (await stack.Send<ListPeopleResponse>(
        new ListPeopleRequest { Role = Auth.V1.Access.Types.Role.Applicant, PageSize = 1000 }, by: People.Manager)).People.Single(person => person.Email == email);
}

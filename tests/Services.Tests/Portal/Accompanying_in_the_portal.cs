using Microsoft.Playwright;
using ProjetK.Ecosystem.Tests;
using ProjetK.Ecosystem.V1;
using ProjetK.Events;
using ProjetK.Identity.V1;
using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Portal.Tests;

/// <summary>What those who accompany a territory write in the portal, and who composes their team and reads their reports, in
/// a real browser.</summary>
public sealed class Accompanying_in_the_portal(ServicesStack stack) : IDisposable
{
    public void Dispose() => stack.Clock.Return();

    [Fact]
    public async Task a_team_is_composed_writes_places_steps_and_measures_and_its_report_is_accepted()
    {
        var territory = await Cooperate();
        var home = $"{Browsing.Address}/accompagnement/{territory}".Replace("/territories/", "/territoires/");
        await stack.Browse(scripts: true, async page =>
        {
            await page.SetViewportSizeAsync(360, 740);
            await page.GotoAsync($"{home}/equipe");
            await page.SignIn("manager@projetk.test");
            await Compose(page);
            await SignIn(page, home, "facilitator@projetk.test");
            await WritePlaces(page, home);
            await MoveSteps(page, home);
            await Measure(page, home);
            await page.GotoAsync($"{home}/rapports/1/deposer");
            await page.GetByLabel("Ce qui s’est passé dans l’année").FillAsync("Le lieu vit.");
            await page.GetByLabel("La suite").FillAsync("Ouvrir le samedi.");
            await page.Press("Déposer le rapport");
            await page.IsSound();

            await SignIn(page, home, "manager@projetk.test");
            await Assertions.Expect(page.GetByText("Pour vous seul(e)")).Not.ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Link, new() { Name = "Demander de compléter le rapport de l’an 1" }).ClickAsync();
            await page.GetByLabel("Ce qui est à compléter").FillAsync("Les chiffres manquent.");
            await page.Press("Demander de compléter");
            await Assertions.Expect(page.GetByText("À compléter : Les chiffres manquent.")).ToBeVisibleAsync();
            await SignIn(page, $"{home}/rapports/1/deposer", "facilitator@projetk.test");
            await Assertions.Expect(page.GetByLabel("La suite")).ToHaveValueAsync("Ouvrir le samedi.");
            await page.GetByLabel("Ce qui s’est passé dans l’année").FillAsync("Le lieu vit, avec 120 habitants.");
            await page.Press("Déposer le rapport");
            await SignIn(page, $"{home}/rapports/1/accepter", "manager@projetk.test");
            await page.Press("Accepter le rapport");
            await Assertions.Expect(page.GetByText("Accepté", new() { Exact = true })).ToBeVisibleAsync();
        });
        var report = await stack.Send<Report>(new GetReportRequest { Name = $"{territory}/reports/1" }, by: People.Nobody);
        Assert.Equal("Le lieu vit, avec 120 habitants.", report.Summary);
    }

    private async Task Compose(IPage page)
    {
        var people = (await stack.Send<ListPeopleResponse>(new ListPeopleRequest { Role = Role.Facilitator, PageSize = 1000 })).People;
        string NameOf(string account) => people.Single(person => person.Email == $"{account}@projetk.test").DisplayName;
        await page.GetByRole(AriaRole.Group, new() { Name = "Représentant" }).GetByLabel(NameOf("representative"), new() { Exact = true }).CheckAsync();
        var facilitators = page.GetByRole(AriaRole.Group, new() { Name = "Accompagnateurs" });
        foreach (var account in (string[])["facilitator", "facilitator2", "representative"])
            await facilitators.GetByLabel(NameOf(account), new() { Exact = true }).CheckAsync();
        await page.IsSound();
        await page.Press("Enregistrer cette équipe");
        await page.Shows("Erreur : Composer l’équipe");
        await facilitators.GetByLabel(NameOf("representative"), new() { Exact = true }).UncheckAsync();
        await page.Press("Enregistrer cette équipe");
        await Assertions.Expect(page.GetByText("L’équipe est complète.")).ToBeVisibleAsync();
    }

    /// <summary>A note, a site with its place on the map, and what is done there.</summary>
    private static async Task WritePlaces(IPage page, string home)
    {
        await page.GotoAsync($"{home}/journal");
        await page.GetByLabel("Moi seul(e)").CheckAsync();
        await page.GetByLabel("La note").FillAsync("Rappeler la mairie.");
        await page.Press("Enregistrer la note");
        await Assertions.Expect(page.GetByText("Pour vous seul(e)")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Ajouter un lieu" }).ClickAsync();
        await page.GetByLabel("Comment on l’appelle").FillAsync("L’ancienne gare");
        await page.GetByLabel("Foncier urbanisé").CheckAsync();
        await page.GetByLabel("Latitude").FillAsync("nord");
        await page.GetByLabel("C’est le lieu central").CheckAsync();
        await page.Press("Ajouter ce lieu");
        await page.Shows("Erreur : Ajouter un lieu");
        await Assertions.Expect(page.GetByText("La latitude : un nombre de degrés").First).ToBeVisibleAsync();
        await page.IsSound();
        await page.GetByLabel("Latitude").FillAsync("45,0478");
        await page.GetByLabel("Longitude").FillAsync("−0,4956");
        await page.Press("Ajouter ce lieu");
        await Assertions.Expect(page.Locator("figcaption")).ToContainTextAsync("1 lieu placé sur la carte");
        await page.GetByRole(AriaRole.Link, new() { Name = "Changer ce lieu" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Latitude")).ToHaveValueAsync("45,0478");
        await page.GetByLabel("Latitude").FillAsync("");
        await page.GetByLabel("Longitude").FillAsync("");
        await page.GetByLabel("Réparer").CheckAsync();
        await page.Press("Enregistrer ce lieu");
        await Assertions.Expect(page.GetByText("L’ancienne gare, le lieu central")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("figcaption")).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Link, new() { Name = "Ajouter une action" }).ClickAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "L’idée que l’action reprend" }).GetByRole(AriaRole.Radio).And(page.GetByLabel("foncier urbanisé")).First.CheckAsync();
        await page.GetByLabel("Comment vous l’appelez").FillAsync("Le samedi");
        await page.GetByLabel("L’ancienne gare").CheckAsync();
        await page.IsSound();
        await page.Press("Ajouter cette action");
        await page.GetByRole(AriaRole.Link, new() { Name = "Changer cette action : Le samedi" }).ClickAsync();
        await page.GetByLabel("En cours").CheckAsync();
        await page.Press("Enregistrer cette action");
        await Assertions.Expect(page.GetByText("En cours", new() { Exact = true })).ToBeVisibleAsync();
    }

    private static async Task MoveSteps(IPage page, string home)
    {
        await page.GotoAsync($"{home}/etape");
        await page.GetByLabel("Nom de l’étape").FillAsync("Permis");
        await page.GetByLabel("À atteindre avant la fin du").FillAsync("2030-01-15");
        await page.Press("Prévoir cette étape");
        await page.GetByRole(AriaRole.Link, new() { Name = "Déplacer ou renommer l’étape : Permis" }).ClickAsync();
        await page.GetByLabel("À atteindre avant la fin du").FillAsync("2030-03-01");
        await page.Press("Changer cette étape");
        await Assertions.Expect(page.GetByText("1er mars 2030")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Dire que l’étape est atteinte" }).ClickAsync();
        await page.Press("L’étape est atteinte");
        await Assertions.Expect(page.GetByText("Atteinte", new() { Exact = true })).ToBeVisibleAsync();
    }

    private static async Task Measure(IPage page, string home)
    {
        foreach (var (year, value) in (IEnumerable<(string, string)>)[("2027", "200"), ("2028", "182,5")])
        {
            await page.GotoAsync($"{home}/mesures/nouvelle");
            await page.GetByLabel("Ce qui est mesuré").FillAsync("residual-waste");
            await page.GetByLabel("En français").FillAsync("Déchets résiduels");
            await page.GetByLabel("Année mesurée").FillAsync(year);
            await page.GetByLabel("Valeur", new() { Exact = true }).FillAsync(value);
            await page.GetByLabel("Unité").FillAsync("kg/hab/an");
            await page.GetByLabel("Valeur de départ").FillAsync("210");
            await page.Press("Enregistrer la mesure");
        }
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { Name = "2028" })).ToContainTextAsync("-27,5");
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { Name = "2028" })).ToContainTextAsync("en baisse");
    }

    private static async Task SignIn(IPage page, string path, string account)
    {
        await page.Context.ClearCookiesAsync();
        await page.GotoAsync(path);
        await page.SignIn(account);
    }

    private async Task<string> Cooperate()
    {
        var host = stack.Ecosystem;
        var territory = await host.OpenTerritory();
        var id = Guid.Parse(territory.Split('/')[1]);
        await host.Bus.Publish(new CooperationStarted(id, id, "2023", Guid.NewGuid(), host.Clock.Now, 9));
        await Until.True(
            async () => (await host.Grpc.ListReportsAsync(new() { Parent = territory }, host.Authorize(People.Manager))).Reports.Count == 3,
            "the reports are planned");
        return territory;
    }
}

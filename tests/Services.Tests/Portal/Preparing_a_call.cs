using Microsoft.Playwright;
using ProjetK.Applications.V1;
using ProjetK.Testing.Scenarios;

namespace ProjetK.Portal.Tests;

/// <summary>A call from the first line to the first answer to the public, in a real browser.</summary>
public sealed class Preparing_a_call(ServicesStack stack)
{
    [Fact]
    public async Task is_done_by_two_managers_who_lose_nothing_and_answer_what_the_public_asks()
    {
        stack.Clock.Travel(Deck.Preparing);
        var id = $"appel-{Guid.NewGuid():N}"[..20];
        await stack.Browse(scripts: true, async page =>
        {
            await page.SetViewportSizeAsync(360, 740);
            await page.GotoAsync($"{Browsing.Address}/syndicat/appels/nouveau");
            await page.SignIn("manager@projetk.test");
            await page.IsSound();
            await page.GetByLabel("Identifiant").FillAsync("Pas un identifiant");
            await page.GetByLabel("Lettres d’intention à partir du").FillAsync("2023-04-03");
            await page.GetByLabel("Lettres d’intention jusqu’au").FillAsync("2023-06-02");
            await page.Press("Créer l’appel");
            // Everything that is wrong at once, and nothing that is right is lost.
            await page.Shows("Erreur : Préparer un appel");
            await Assertions.Expect(page.GetByText("Il y a 3 réponses à corriger")).ToBeVisibleAsync();
            await page.IsSound();
            await Assertions.Expect(page.GetByLabel("Lettres d’intention jusqu’au")).ToHaveValueAsync("2023-06-02");
            await page.GetByLabel("Identifiant").FillAsync(id);
            await page.GetByLabel("Titre").FillAsync("Appel préparé");
            await page.GetByLabel("Lettres d’engagement jusqu’au").FillAsync("2023-09-01");
            await page.Press("Créer l’appel");
            await page.Shows("Modifier l’appel");
            var call = await stack.Send<Call>(new GetCallRequest { Name = $"calls/{id}" }, by: People.Manager);
            Assert.Equal(Deck.IntentDeadline, call.IntentDeadlineTime.ToDateTimeOffset());

            await Edit(page, call);
            await Publish(page, id);
            await Answer(page, id);
        });
    }

    private async Task Edit(IPage page, Call call)
    {
        await page.IsSound();
        await page.GetByLabel("Titre", new() { Exact = true }).First.FillAsync("Mon titre");
        await page.GetByLabel("Habitants, au moins").FillAsync("900");
        await page.Locator("input[name='criteria.weight']").First.FillAsync("beaucoup");
        await page.Locator("input[name='targets.indicator']").First.FillAsync("residual-waste");
        await page.Locator("input[name='targets.value']").First.FillAsync("-15,5");
        await stack.Send<Call>(
            new UpdateCallRequest { Call = new() { Name = call.Name, Etag = call.Etag, Title = "Son titre", Places = 2 } },
            by: People.Manager);
        await page.Press("Enregistrer");
        // Both texts are shown; what the other left alone would be saved, but for what is wrong.
        await page.Shows("Erreur : Modifier l’appel");
        await Assertions.Expect(page.Locator("blockquote").GetByText("Son titre")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("input[name='criteria.weight']").First).ToHaveValueAsync("beaucoup");
        await page.IsSound();
        await page.Locator("input[name='criteria.weight']").First.FillAsync("3");
        await page.Locator("input[name='criteria.id']").Nth(3).FillAsync("Pas bon");
        await page.Locator("input[name='criteria.title']").Nth(3).FillAsync("Le lieu");
        await page.Locator("input[name='criteria.weight']").Nth(3).FillAsync("1");
        await page.Press("Enregistrer");
        await Assertions.Expect(page.GetByText("Les critères, ligne 4 : un identifiant").First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Vos autres réponses sont enregistrées.")).ToBeVisibleAsync();
        await page.Locator("input[name='criteria.id']").Nth(3).FillAsync("lieu");
        await page.Press("Enregistrer et vérifier avant de publier");
        await page.Shows("Publier l’appel");
        var saved = await stack.Send<Call>(new GetCallRequest { Name = call.Name }, by: People.Manager);
        Assert.Equal(
            ("Mon titre", 900, 2, "-15.5", 3, "lieu"),
            (saved.Title, saved.MinPopulation, saved.Places, saved.Targets[0].Value, saved.Criteria[0].Weight, saved.Criteria[3].Id));
    }

    private static async Task Publish(IPage page, string id)
    {
        await page.Press("Publier l’appel");
        await page.Shows("Erreur : Publier l’appel");
        await page.GetByRole(AriaRole.Link, new() { Name = "Les voies et délais de recours" }).ClickAsync();
        await page.GetByLabel("Le service chargé du dossier et comment le joindre").FillAsync(Round.Notices.Receipt);
        await page.GetByLabel("Ce que veut dire le silence du syndicat").FillAsync(Round.Notices.Silence);
        await page.GetByLabel("Les voies et délais de recours").FillAsync(Round.Notices.Appeal);
        await page.Press("Enregistrer et vérifier avant de publier");
        await page.Press("Publier l’appel");
        await Assertions.Expect(page.GetByText("C’est fait : publier l’appel.")).ToBeVisibleAsync();
        await page.GotoAsync($"{Browsing.Address}/syndicat/appels/{id}/modifier");
        await Assertions.Expect(page.GetByText("ses règles ne changent plus")).ToBeVisibleAsync();
    }

    private static async Task Answer(IPage page, string id)
    {
        await page.Context.ClearCookiesAsync();
        await page.GotoAsync($"{Browsing.Address}/appels/{id}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Questions et réponses" }).ClickAsync();
        await page.IsSound();
        await page.Press("Poser la question");
        await page.Shows("Erreur : Questions et réponses : Mon titre");
        foreach (var text in (string[])["Trois communes peuvent-elles se grouper ?", "Bonjour."])
        {
            await page.GetByLabel("Votre question").FillAsync(text);
            await page.Press("Poser la question");
            await Assertions.Expect(page.GetByText("Votre question est transmise")).ToBeVisibleAsync();
        }
        await page.GotoAsync($"{Browsing.Address}/syndicat/appels/{id}/questions");
        await page.SignIn("manager@projetk.test");
        await page.IsSound();
        await page.GetByRole(AriaRole.Link, new() { Name = "Répondre à « Trois" }).ClickAsync();
        await page.IsSound();
        await page.GetByLabel("La question, telle qu’elle sera publiée").FillAsync("Peut-on se grouper à trois ?");
        await page.GetByLabel("Votre réponse").FillAsync("Oui, sous une commune cheffe de file.");
        await page.Press("Publier la réponse");
        await page.GetByRole(AriaRole.Link, new() { Name = "Écarter « Bonjour" }).ClickAsync();
        await page.Press("Écarter la question");
        await page.Shows("Erreur : Écarter la question");
        await page.GetByLabel("Motif").FillAsync("Ce n’est pas une question.");
        await page.Press("Écarter la question");
        await Assertions.Expect(page.GetByText("Aucune question n’attend.")).ToBeVisibleAsync();
        await page.GotoAsync($"{Browsing.Address}/appels/{id}/questions");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Peut-on se grouper à trois ?" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Bonjour.")).Not.ToBeVisibleAsync();
        await page.IsSound();
    }
}

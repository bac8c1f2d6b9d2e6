using Microsoft.Playwright;
using ProjetK.Applications.V1;
using ProjetK.Testing.Scenarios;

namespace ProjetK.Portal.Tests;

/// <summary>A whole call, by people's hands in the browser alone: from the envelope and the first line of the call to the
/// decisions that everybody reads and the letters. It takes minutes, and runs where <c>PROJETK_TOUR</c> names a folder for
/// its pictures.</summary>
public sealed class Playing_a_call_by_hand(ServicesStack stack) : IDisposable
{
    private const string Tauriac = "33525", Plassac = "33325";

    private readonly string id = $"tour-{Guid.NewGuid():N}"[..18];
    private IPage page = null!;
    private Touring tour = null!;

    public void Dispose() => stack.Clock.Return();

    [Fact]
    public async Task needs_no_API()
    {
        Assert.SkipUnless(Touring.Folder is not null, "PROJETK_TOUR names no folder.");
        Directory.CreateDirectory(Touring.Folder!);
        stack.Clock.Travel(Deck.Preparing);
        await stack.Browse(scripts: true, async opened =>
        {
            (page, tour) = (opened, new(opened));
            await Prepare();
            stack.Clock.Travel(Deck.DuringIntent);
            var (first, second) = (await Intend(Tauriac, "La maison commune"), await Intend(Plassac, "Le verger partagé"));
            await Accept(first, second);
            stack.Clock.Travel(Deck.DuringEngagement);
            await Engage(first, Tauriac);
            await Engage(second, Plassac);
            stack.Clock.Travel(Deck.DuringSelection);
            await Judge(first, second);
            await Decide(first, second);
            await Read(first);
        });
    }

    private async Task Prepare()
    {
        await tour.Become("manager", "/syndicat/appels/nouveau");
        await tour.Write(("call_id", id), ("title", "Appel à coopération 2023"), ("intent_open_time", "2023-04-03"),
            ("intent_deadline_time", "2023-06-02"), ("engagement_deadline_time", "2023-09-01"));
        await tour.Picture("preparer-un-appel");
        await page.Press("Créer l’appel");
        await page.Shows("Modifier l’appel");
        await tour.Write(("summary", "Inventer ensemble un lieu zéro déchet."), ("places", "1"), ("min_reviews", "1"),
            ("involvement.public_actors", "0"), ("involvement.private_actors", "0"), ("involvement.civil_actors", "0"),
            ("targets.indicator", "residual-waste"), ("targets.title", "Ordures résiduelles"), ("targets.value", "-15,5"),
            ("targets.unit", "kg/hab/an"), ("legal_notices.receipt", Round.Notices.Receipt),
            ("legal_notices.silence", Round.Notices.Silence), ("legal_notices.appeal", Round.Notices.Appeal));
        await tour.Picture("modifier-l-appel");
        await page.Press("Enregistrer et vérifier avant de publier");
        await tour.Picture("publier-l-appel");
        await page.Press("Publier l’appel");
        await tour.Picture("appel-publie");
        await tour.Become("finance", "/finances/enveloppes/nouvelle");
        await tour.Write(("envelope_id", id), ("envelope.label", "Participation financière"), ("envelope.amount", "630 000"),
            ("envelope.calls", $"calls/{id}"));
        await tour.Picture("ouvrir-une-enveloppe");
        await page.Press("Ouvrir l’enveloppe");
        await page.Shows("Finances");
    }

    /// <summary>The address of the dossier, after its room.</summary>
    private async Task<string> Intend(string commune, string title)
    {
        await tour.Become($"maire.{commune}", $"/commune/commencer");
        await page.GotoAsync($"{Browsing.Address}/commune/commencer?appel={id}");
        await tour.Picture("commencer");
        await page.Press("Créer le brouillon");
        await page.Shows("Candidature : Projet sans titre");
        var dossier = new Uri(page.Url).AbsolutePath;
        await tour.Do($"{dossier}/contacts", "Enregistrer",
            ("contacts.elected_referent.display_name", "Camille Exemple"), ("contacts.elected_referent.email", "mairie@exemple.example"));
        await tour.Do($"{dossier}/projet", "Enregistrer", ("project.title", title), ("project.summary", "Un lieu pour tous."));
        await tour.Do($"{dossier}/lettre", "Enregistrer", ("intent.text", "Ça nous intéresse."),
            ("intent.signatory.display_name", "Camille Exemple"), ("intent.signatory.function", "Maire"));
        await tour.Picture("dossier-de-la-commune");
        await page.GotoAsync($"{Browsing.Address}{dossier}/deposer/intention");
        await tour.Picture("verifier-avant-de-deposer");
        await page.Press("Déposer la lettre d’intention");
        await page.Shows("Lettre d’intention déposée");
        await tour.Picture("recepisse");
        return dossier.Split('/')[^1];
    }

    private async Task Accept(params string[] dossiers)
    {
        await tour.Become("manager", $"/syndicat/appels/{id}/candidatures");
        await tour.Picture("tableau");
        foreach (var dossier in dossiers)
        {
            await page.GotoAsync($"{Browsing.Address}/syndicat/dossiers/{dossier}");
            await tour.Picture("dossier-du-syndicat");
            await tour.Do($"/syndicat/dossiers/{dossier}/accepter", "Accepter la lettre d’intention");
            await page.GotoAsync($"{Browsing.Address}/syndicat/dossiers/{dossier}/lettres");
            await tour.Picture("preparer-une-lettre");
            await page.Press("Envoyer la lettre");
            await Assertions.Expect(page.GetByText("C’est fait : envoyer une lettre.")).ToBeVisibleAsync();
        }
    }

    private async Task Engage(string dossier, string commune)
    {
        var path = $"/commune/dossiers/{dossier}";
        await tour.Become($"maire.{commune}", path);
        await page.GotoAsync($"{Browsing.Address}{path}/projet");
        await tour.Choose(("project.maturity", "FORMALISED"), ("project.ambition", "SYSTEMIC"), ("project.land", "BOTH"),
            ("project.shared_values", "sobriety"));
        await tour.Write(("project.attendance", "Tout le monde, chaque semaine."), ("project.coordination", "Un comité."));
        await page.Press("Enregistrer");
        await tour.Do($"{path}/engagement", "Enregistrer", ("engagement.text", "Nous nous engageons."),
            ("engagement.signatory.display_name", "Camille Exemple"), ("engagement.signatory.function", "Maire"),
            ("engagement.deliberation.number", "2023-07-12"), ("engagement.deliberation.date", "2023-07-11"));
        await page.GotoAsync($"{Browsing.Address}{path}/deposer/engagement");
        await tour.Picture("deposer-l-engagement");
        await page.Press("Déposer la lettre d’engagement");
        await page.Shows("Lettre d’engagement déposée");
    }

    private async Task Judge(params string[] dossiers)
    {
        await tour.Become("manager", "/syndicat");
        await tour.Picture("a-faire-du-syndicat");
        foreach (var dossier in dossiers)
        {
            await tour.Do($"/syndicat/dossiers/{dossier}/etude", "Commencer l’étude");
            await page.GotoAsync($"{Browsing.Address}/syndicat/dossiers/{dossier}/jury");
            await page.GetByLabel("reviewer1", new() { Exact = true }).CheckAsync();
            await tour.Picture("designer-le-jury");
            await page.Press("Désigner cette personne");
        }
        await tour.Become("reviewer1", "/jury");
        await tour.Picture("jury");
        foreach (var (dossier, score) in dossiers.Zip((string[])["5", "3"]))
        {
            await page.GotoAsync($"{Browsing.Address}/jury/dossiers/{dossier}");
            await page.GetByLabel("Aucun").CheckAsync();
            await page.Press("Continuer");
            foreach (var group in await page.Locator("fieldset[id^='note-']").AllAsync())
                await group.GetByLabel(score, new() { Exact = true }).CheckAsync();
            await tour.Picture("grille");
            await page.Press("Enregistrer et vérifier avant de remettre");
            await page.Press("Remettre l’évaluation");
            await Assertions.Expect(page.GetByText("Évaluation remise.")).ToBeVisibleAsync();
        }
    }

    private async Task Decide(string chosen, string other)
    {
        await tour.Become("manager", $"/syndicat/appels/{id}/classement");
        await tour.Picture("classement");
        await page.GotoAsync($"{Browsing.Address}/syndicat/appels/{id}/selection?c={chosen}");
        await tour.Picture("simuler-la-selection");
        await tour.Do($"/syndicat/dossiers/{chosen}/laureate", "Choisir cette candidature",
            ("reason", "Le projet le plus ouvert."), ("public_reason", "Un lieu ouvert à tous."));
        await tour.Do($"/syndicat/dossiers/{other}/non-retenue", "Ne pas retenir cette candidature",
            ("reason", "Une seule place."), ("public_reason", "Une seule place."));
        await Eventually.Holds(async () =>
        {
            await page.GotoAsync($"{Browsing.Address}/syndicat/dossiers/{chosen}");
            Assert.True(await page.GetByText("Lauréate", new() { Exact = true }).First.IsVisibleAsync());
        }, "the money for the selection");
        foreach (var dossier in (string[])[chosen, other])
        {
            await page.GotoAsync($"{Browsing.Address}/syndicat/dossiers/{dossier}/lettres");
            await tour.Picture("lettre-de-decision");
            await page.Press("Envoyer la lettre");
            await Assertions.Expect(page.GetByText("C’est fait : envoyer une lettre.")).ToBeVisibleAsync();
        }
        await page.GotoAsync($"{Browsing.Address}/syndicat/appels/{id}/annoncer");
        await tour.Picture("annoncer");
        await page.Press("Annoncer les décisions");
        await page.GotoAsync($"{Browsing.Address}/syndicat/dossiers/{chosen}");
        await tour.Picture("dossier-decide");
        await page.GotoAsync($"{Browsing.Address}/syndicat/appels/{id}/statistiques");
        await tour.Picture("statistiques");
    }

    /// <summary>The commune and the public read it; then the commune is free for others again.</summary>
    private async Task Read(string dossier)
    {
        await tour.Become($"maire.{Tauriac}", $"/commune/dossiers/{dossier}");
        await Assertions.Expect(page.GetByText("Lauréate").First).ToBeVisibleAsync();
        await tour.Picture("decision-lue-par-la-commune");
        await page.GotoAsync($"{Browsing.Address}/candidatures/{dossier}");
        await Assertions.Expect(page.GetByText("Un lieu ouvert à tous.").First).ToBeVisibleAsync();
        await tour.Picture("decision-lue-par-le-public");
        await tour.Do($"/commune/dossiers/{dossier}/retirer", "Retirer la candidature");
    }
}

using Microsoft.Playwright;
using ProjetK.Applications.V1;
using ProjetK.Testing.Scenarios;
using State = ProjetK.Applications.V1.Application.Types.State;
using Visibility = ProjetK.Applications.V1.Message.Types.Visibility;

namespace ProjetK.Portal.Tests;

/// <summary>What a commune and the syndicate write to each other about a dossier, in a real browser.</summary>
public sealed class Corresponding_in_the_portal(ServicesStack stack)
{
    [Fact]
    public async Task a_secretary_reads_answers_and_notes_a_meeting_without_scripts()
    {
        var candidacy = await (await Candidacy.Draft(await Round.Publish(stack), "33525")).Reach(State.IntentSubmitted);
        await Post(candidacy, "Pouvons-nous visiter la halle ?", Visibility.Everyone);
        await Post(candidacy, "Dossier fragile.", Visibility.Staff);
        var dossier = $"{Browsing.Address}/commune/dossiers/{candidacy.Name.Split('/')[1]}";
        await stack.Browse(scripts: false, async page =>
        {
            await page.GotoAsync(dossier);
            await page.SignIn("maire.33525@projetk.test");
            await page.GetByRole(AriaRole.Link, new() { Name = "Messages (1 nouveau)" }).ClickAsync();
            await page.Shows("Messages");
            await Assertions.Expect(page.GetByText("Pouvons-nous visiter la halle ?")).ToBeVisibleAsync();
            await Assertions.Expect(page.GetByText("Dossier fragile.")).ToHaveCountAsync(0);

            // Nothing is sent without a text, and what was not read stays so.
            await page.Press("Envoyer le message");
            await page.Shows("Erreur : Messages");
            await Assertions.Expect(page.GetByText("Le message : cette réponse est absente").First).ToBeVisibleAsync();
            await page.GetByLabel("Votre message").FillAsync("Oui, jeudi à 14 h.");
            await page.Press("Envoyer le message");
            await Assertions.Expect(page.GetByText("Message envoyé.")).ToBeVisibleAsync();
            // Whoever answers has read.
            await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Messages", Exact = true })).ToBeVisibleAsync();
            var written = await stack.Send<ListMessagesResponse>(
                new ListMessagesRequest { Parent = candidacy.Name }, by: candidacy.Mayor);
            Assert.Equal("Oui, jeudi à 14 h.", written.Messages[0].Text);

            await page.GetByRole(AriaRole.Link, new() { Name = "Rencontres" }).ClickAsync();
            await page.GetByRole(AriaRole.Link, new() { Name = "Noter une rencontre" }).ClickAsync();
            await page.GetByLabel("Jour de la rencontre").FillAsync("2023-05-01");
            await page.GetByLabel("Qui était là").FillAsync("Claire Martin, maire\n\nPaul Roux, Smicval");
            await page.GetByLabel("Ce qui est décidé").FillAsync("Inviter l’école.");
            await page.Press("Noter la rencontre");
            // What is missing is said, and what was typed stays.
            await page.Shows("Erreur : Noter une rencontre");
            await Assertions.Expect(page.GetByLabel("Qui était là")).ToHaveValueAsync("Claire Martin, maire\nPaul Roux, Smicval");
            await page.GetByLabel("Ce qui s’est dit").FillAsync("Visite de la halle.");
            await page.Press("Noter la rencontre");
            await page.Shows("Rencontres");
            await Assertions.Expect(page.GetByText("Rencontre du 1er mai 2023")).ToBeVisibleAsync();
            var met = Assert.Single((await stack.Send<ListExchangesResponse>(
                new ListExchangesRequest { Parent = candidacy.Name })).Exchanges);
            Assert.Equal(["Claire Martin, maire", "Paul Roux, Smicval"], met.People);
            Assert.Equal(["Inviter l’école."], met.Decisions);
        });
    }

    [Fact]
    public async Task a_correction_stands_beside_its_field_and_nothing_else_can_be_changed()
    {
        var candidacy = await (await Candidacy.Draft(await Round.Publish(stack), "33525")).Reach(State.IntentSubmitted);
        await stack.Send<Application>(new RequestCorrectionRequest
        {
            Name = candidacy.Name,
            Fields = { "project.summary", "intent.signatory" },
            DueTime = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(stack.Clock.Now.AddDays(7)),
            Reason = "Qui viendrait ?",
        });
        var dossier = $"{Browsing.Address}/commune/dossiers/{candidacy.Name.Split('/')[1]}";
        await stack.Browse(scripts: true, async page =>
        {
            await page.SetViewportSizeAsync(360, 740);
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            await page.GotoAsync(dossier);
            await page.SignIn("maire.33525@projetk.test");
            await page.IsSound();
            await page.GetByRole(AriaRole.Link, new() { Name = "À corriger : Le résumé du projet" }).ClickAsync();
            await page.Shows("Le projet");
            await page.IsSound();
            await Assertions.Expect(page.GetByText("Le syndicat demande de corriger cette réponse")).ToHaveCountAsync(1);
            await Assertions.Expect(page.GetByRole(AriaRole.Textbox)).ToHaveCountAsync(1);
            await Assertions.Expect(page.Locator("p.text", new() { HasText = "Le lieu" }).First).ToBeVisibleAsync();
            await page.GetByLabel("Le résumé").FillAsync("Un lieu pour toutes et tous, chaque semaine.");
            await page.Press("Enregistrer et continuer");
            await page.Shows("La lettre d’intention");
            await Assertions.Expect(page.GetByLabel("Le texte de la lettre")).ToHaveCountAsync(0);
            await page.IsSound();
            Assert.Equal("Un lieu pour toutes et tous, chaque semaine.", (await candidacy.Read()).Project.Summary);
            foreach (var path in (string[])["/messages", "/echanges", "/echanges/noter"])
            {
                await page.GotoAsync(dossier + path);
                await page.IsSound();
            }
        });
    }

    private Task<Message> Post(Candidacy candidacy, string text, Visibility visibility) => stack.Send<Message>(
        new PostMessageRequest { Parent = candidacy.Name, Message = new() { Text = text, Visibility = visibility } });
}

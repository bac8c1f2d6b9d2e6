using ProjetK.Testing.Scenarios;
using Kind = ProjetK.Applications.V1.Notification.Types.Kind;
using Role = ProjetK.Auth.V1.Access.Types.Role;
using State = ProjetK.Applications.V1.Application.Types.State;
using Visibility = ProjetK.Applications.V1.Message.Types.Visibility;

namespace ProjetK.Applications.Tests;

public sealed class Writing_to_each_other(ServicesStack stack) : PlayedIn2023(stack)
{
    private const string Tauriac = "33525", Gours = "33191";

    [Fact]
    public async Task shows_applicants_nothing_of_what_the_staff_writes_among_itself()
    {
        var candidacy = await (await Candidacy.Draft(await Round.Publish(Stack), Tauriac)).Reach(State.IntentSubmitted);
        var asked = await Post(candidacy, "Quand nous réunissons-nous ?", default, candidacy.Mayor);
        Assert.Equal(
            (Visibility.Everyone, Role.Applicant, candidacy.Mayor.Subject),
            (asked.Visibility, asked.AuthorRole, asked.Author));
        await Post(candidacy, "Jeudi.", Visibility.Everyone, People.Manager);
        var note = await Post(candidacy, "Dossier fragile.", Visibility.Staff, People.Manager);

        Assert.Equal(
            [("Jeudi.", ""), ("Quand nous réunissons-nous ?", candidacy.Mayor.Subject)],
            (await Messages(candidacy, candidacy.Mayor)).Select(one => (one.Text, one.Author)));
        Assert.Equal(
            [People.Manager.Subject, People.Manager.Subject, candidacy.Mayor.Subject],
            (await Messages(candidacy, People.Manager)).Select(one => one.Author));
        var hidden = new V1.GetMessageRequest { Name = note.Name };
        Assert.Equal("Dossier fragile.", (await Stack.Send<V1.Message>(hidden, by: People.Manager)).Text);
        Assert.Equal("NOT_FOUND", (await Refusal.Of(Stack.Send<V1.Message>(hidden, by: candidacy.Mayor))).Reason);
        var history = await Stack.Send<V1.ListHistoryResponse>(
            new V1.ListHistoryRequest { Parent = candidacy.Name }, by: candidacy.Mayor);
        Assert.Equal(2, history.Entries.Count(line => line.Action == "PostMessage"));

        Assert.Equal("PERMISSION_DENIED", (await Refusal.Of(
            Post(candidacy, "Entre nous.", Visibility.Staff, candidacy.Mayor))).Reason);
        Assert.Equal(["message.visibility"], (await Refusal.Of(
            Post(candidacy, "À qui ?", default, People.Manager))).Fields);
        Assert.Equal("NOT_FOUND", (await Refusal.Of(
            Post(candidacy, "Bonjour.", default, People.MayorOf(Gours)))).Reason);

        var told = await Stack.Send<V1.ListNotificationsResponse>(
            new V1.ListNotificationsRequest { PageSize = 1000 }, by: candidacy.Mayor);
        Assert.Single(told.Notifications, one => (one.Application, one.Kind) == (candidacy.Name, Kind.MessagePosted));
    }

    [Fact]
    public async Task keeps_what_was_said_at_a_meeting()
    {
        var candidacy = await (await Candidacy.Draft(await Round.Publish(Stack), Tauriac)).Reach(State.Preparation);
        var recording = new V1.RecordExchangeRequest
        {
            Parent = candidacy.Name,
            Exchange = new()
            {
                Date = new() { Year = 2023, Month = 5, Day = 1 },
                People = { "Claire Martin, maire", "Paul Roux, Smicval" },
                Minutes = "Visite du futur lieu.",
                Decisions = { "Inviter l'école." },
            },
        };
        var recorded = await Stack.Send<V1.Exchange>(recording, by: People.Manager);
        Assert.Equal((People.Manager.Subject, Role.Manager), (recorded.Author, recorded.AuthorRole));

        var listed = Assert.Single((await Stack.Send<V1.ListExchangesResponse>(
            new V1.ListExchangesRequest { Parent = candidacy.Name }, by: candidacy.Mayor)).Exchanges);
        Assert.Equal("", listed.Author);
        listed.Author = recorded.Author;
        Assert.Equal(recorded, listed);
        recording.Exchange.Date.Year = 2199;
        Assert.Equal(["exchange.date"], (await Refusal.Of(
            Stack.Send<V1.Exchange>(recording, by: candidacy.Mayor))).Fields);
    }

    private Task<V1.Message> Post(Candidacy candidacy, string text, Visibility visibility, Person by) =>
        Stack.Send<V1.Message>(new V1.PostMessageRequest
        {
            Parent = candidacy.Name,
            Message = new() { Text = text, Visibility = visibility },
        }, by: by);

    private async Task<IEnumerable<V1.Message>> Messages(Candidacy candidacy, Person by) =>
        (await Stack.Send<V1.ListMessagesResponse>(
            new V1.ListMessagesRequest { Parent = candidacy.Name }, by: by)).Messages;
}

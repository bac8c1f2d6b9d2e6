using ProjetK.Testing.Scenarios;
using Kind = ProjetK.Applications.V1.WaitingTask.Types.Kind;
using Role = ProjetK.Auth.V1.Access.Types.Role;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.Applications.Tests;

public sealed class Listing_tasks(ServicesStack stack) : PlayedIn2023(stack)
{
    private const string Tauriac = "33525", Gours = "33191", SaintSulpicedeFaleyrens = "33480";

    [Fact]
    public async Task tells_each_what_the_next_step_is_and_until_when()
    {
        var candidacy = await Candidacy.Draft(await Round.Publish(Stack), Tauriac);
        var draft = Assert.Single(await Of(candidacy, candidacy.Mayor));
        Assert.Equal(
            (Kind.SubmitIntent, Role.Applicant, Deck.IntentDeadline),
            (draft.Kind, draft.Role, draft.DueTime.ToDateTimeOffset()));
        Assert.Empty(await Of(candidacy, People.Manager));

        await candidacy.SubmitIntent();
        Assert.Empty(await Of(candidacy, candidacy.Mayor));
        Assert.Equal([Kind.AcceptIntent], (await Of(candidacy, People.Manager)).Select(task => task.Kind));

        await candidacy.AcceptIntent();
        var engagement = Assert.Single(await Of(candidacy, candidacy.Mayor));
        Assert.Equal(
            (Kind.SubmitEngagement, Deck.EngagementDeadline), (engagement.Kind, engagement.DueTime.ToDateTimeOffset()));
    }

    [Fact]
    public async Task tells_nothing_of_others_and_nothing_after_the_deadline()
    {
        var candidacy = await Candidacy.Draft(await Round.Publish(Stack), Gours);
        Assert.Empty(await Of(candidacy, People.MayorOf(SaintSulpicedeFaleyrens)));
        Stack.Clock.Travel(Deck.IntentDeadline.AddDays(1));
        Assert.Empty(await Of(candidacy, candidacy.Mayor));
    }

    [Fact]
    public async Task asks_managers_alone_to_announce_what_was_decided()
    {
        var candidacy = await (await Candidacy.Draft(await Round.Publish(Stack), SaintSulpicedeFaleyrens)).Reach(State.Selected);
        Assert.Equal([Kind.AnnounceDecision], (await Of(candidacy, People.Manager)).Select(task => task.Kind));
        Assert.Empty(await Of(candidacy, candidacy.Mayor));
    }

    private async Task<List<V1.WaitingTask>> Of(Candidacy candidacy, Person person)
    {
        var found = new List<V1.WaitingTask>();
        var request = new V1.ListTasksRequest { PageSize = 1000 };
        do
        {
            var page = await Stack.Send<V1.ListTasksResponse>(request, by: person);
            found.AddRange(page.Tasks.Where(task => task.Application == candidacy.Name));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return found;
    }
}

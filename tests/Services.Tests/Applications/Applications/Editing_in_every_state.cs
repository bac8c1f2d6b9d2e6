using Grpc.Core;
using ProjetK.Testing.Scenarios;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.Applications.Tests;

public sealed class Editing_in_every_state(ServicesStack stack) : PlayedIn2023(stack)
{
    private const string Tauriac = "33525", Fronsac = "33174";

    private static V1.Application AnotherTitle => new() { Project = new() { Title = "La halle" } };

    private static V1.Application ADeliberation => new()
    {
        Engagement = new()
        {
            Deliberation = new() { Number = "2023-08-30", Date = new() { Year = 2023, Month = 8, Day = 30 } },
        },
    };

    [Fact]
    public async Task changes_the_applicant_of_a_draft_and_counts_again()
    {
        var draft = (await Candidacy.Draft(await Round.Publish(Stack), Tauriac)).Application;

        var changed = await Update(draft, new() { Applicant = Candidacy.Of(Fronsac) }, "applicant");

        Assert.Equal(($"communes/{Fronsac}", 1130), (changed.Applicant.LeadCommune, changed.Population.Value));
    }

    [Fact]
    public async Task keeps_a_submitted_letter_as_it_is()
    {
        var candidacy = await (await Candidacy.Draft(await Round.Publish(Stack), Tauriac)).Reach(State.IntentSubmitted);

        await RefusedIn("INTENT_SUBMITTED", candidacy, AnotherTitle);
    }

    [Fact]
    public async Task in_preparation_changes_project_contacts_and_engagement_but_not_who_applies_nor_the_first_letter()
    {
        var candidacy = await (await Candidacy.Draft(await Round.Publish(Stack), Tauriac)).Reach(State.Preparation);

        await Update(candidacy.Application, new()
        {
            Project = new() { Title = "La halle" },
            Contacts = new() { TechnicalReferent = new() { DisplayName = "Anne Roy" } },
            Engagement = new() { Text = "Nous nous engageons." },
        });
        await candidacy.Read();
        await RefusedIn("PREPARATION", candidacy, new() { Intent = new() { Text = "Autre." } });
        await RefusedIn("PREPARATION", candidacy, new() { Applicant = Candidacy.Of(Fronsac) }, "applicant");
    }

    [Fact]
    public async Task after_the_engagement_adds_the_deliberation_alone()
    {
        var candidacy = await (await Candidacy.Draft(await Round.Publish(Stack), Tauriac))
            .Reach(State.EngagementSubmitted);

        await RefusedIn("ENGAGEMENT_SUBMITTED", candidacy, AnotherTitle);
        await RefusedIn("ENGAGEMENT_SUBMITTED", candidacy, new() { Engagement = new() { Text = "Autre." } });
        var changed = await Update(candidacy.Application, ADeliberation);

        Assert.Equal("2023-08-30", changed.Engagement.Deliberation.Number);
        Assert.Equal(candidacy.Application.Engagement.Sha256, changed.Engagement.Sha256);
    }

    [Fact]
    public async Task takes_no_deliberation_after_its_deadline()
    {
        var candidacy = await (await Candidacy.Draft(await Round.Publish(Stack), Tauriac))
            .Reach(State.EngagementSubmitted);
        Stack.Clock.Travel(Deck.DuringSelection);

        Assert.Equal("DEADLINE_PASSED", (await Refusal.Of(Update(candidacy.Application, ADeliberation))).Reason);
    }

    [Fact]
    public async Task changes_nothing_under_review_nor_at_an_end()
    {
        var candidacy = await (await Candidacy.Draft(await Round.Publish(Stack), Tauriac)).Reach(State.UnderReview);
        await RefusedIn("UNDER_REVIEW", candidacy, ADeliberation);
        await candidacy.Withdraw();
        await RefusedIn("WITHDRAWN", candidacy, AnotherTitle);
    }

    [Fact]
    public async Task lets_a_manager_replace_or_forget_contacts_anywhere_and_change_nothing_else()
    {
        var candidacy = await (await Candidacy.Draft(await Round.Publish(Stack), Tauriac)).Reach(State.UnderReview);
        var before = candidacy.Application;
        await AskAsManager(before, new()
        {
            Contacts = new() { TechnicalReferent = new() { DisplayName = "Anne Roy", Email = "anne@example.fr" } },
        }, "contacts.technical_referent");
        var replaced = await candidacy.Read();
        Assert.Equal("Claire Martin", replaced.Contacts.ElectedReferent.DisplayName);
        Assert.Equal("Anne Roy", replaced.Contacts.TechnicalReferent.DisplayName);
        Assert.Equal("ETAG_MISMATCH", (await Refusal.Of(AskAsManager(before, new(), "contacts"))).Reason);
        Assert.Equal(["update_mask"], (await Refusal.Of(AskAsManager(replaced, AnotherTitle, "project.title"))).Fields);
        var history = await Stack.Send<V1.ListHistoryResponse>(
            new V1.ListHistoryRequest { Parent = candidacy.Name, PageSize = 1000 }, by: candidacy.Mayor);
        var line = history.Entries[^1];
        Assert.Equal(("UpdateApplication", "", "contacts"), (line.Action, line.Person, Assert.Single(line.Fields)));

        await candidacy.Withdraw();
        await AskAsManager(candidacy.Application, new(), "contacts");
        var erased = await candidacy.Read();
        Assert.Equal(
            (State.Withdrawn, null, null),
            (erased.State, erased.Contacts.ElectedReferent, erased.Contacts.TechnicalReferent));
    }

    private Task<V1.Application> AskAsManager(V1.Application current, V1.Application changes, params string[] mask)
    {
        (changes.Name, changes.Etag) = (current.Name, current.Etag);
        return Stack.Send<V1.Application>(
            new V1.UpdateApplicationRequest { Application = changes, UpdateMask = new() { Paths = { mask } } },
            by: People.Manager);
    }

    private async Task RefusedIn(string state, Candidacy candidacy, V1.Application changes, params string[] mask)
    {
        var refusal = await Refusal.Of(Update(candidacy.Application, changes, mask));
        Assert.Equal((StatusCode.FailedPrecondition, "WRONG_STATE"), refusal.Kind);
        Assert.Equal(state, refusal.Metadata["state"]);
        AssertSame(candidacy.Application, await Get(candidacy.Name));
    }
}

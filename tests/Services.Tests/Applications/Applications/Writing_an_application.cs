using System.Net;
using System.Text;
using System.Text.Json;
using Grpc.Core;
using ProjetK.Testing.Scenarios;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.Applications.Tests;

public sealed class Writing_an_application(ServicesStack stack) : PlayedIn2023(stack)
{
    private const string Tauriac = "33525";

    [Theory, InlineData(Wire.Grpc), InlineData(Wire.Json)]
    public async Task names_everything_that_is_wrong_at_once(Wire wire)
    {
        var refusal = await Refusal.Of(Stack.Send<V1.Application>(new V1.CreateApplicationRequest
        {
            Application = new()
            {
                Call = "2023",
                Applicant = new() { LeadCommune = "communes/33525" },
                Contacts = new() { TechnicalReferent = new() { Email = "nobody" } },
                Project = new() { Title = new string('é', 201), Ideas = { "repair-cafe" }, Themes = { "a", "a" } },
                Intent = new() { Deliberation = new() { Number = "1" }, Signatory = new() { DisplayName = "Claire" } },
                Engagement = new() { Deliberation = new() { Date = new() { Year = 2023, Month = 2, Day = 29 } } },
            },
        }, wire));

        Assert.Equal((StatusCode.InvalidArgument, "INVALID_FIELD"), refusal.Kind);
        Assert.Equal(
            [
                "application.applicant.kind", "application.call",
                "application.contacts.technical_referent.display_name",
                "application.contacts.technical_referent.email", "application.engagement.deliberation.date",
                "application.engagement.deliberation.number",
                "application.intent.deliberation.date", "application.intent.signatory.function",
                "application.project.ideas[0]", "application.project.title",
            ],
            refusal.Fields.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task names_terms_that_everybody_can_list()
    {
        var terms = (await Stack.Send<V1.ListTermsResponse>(
            new V1.ListTermsRequest { PageSize = 1_000 }, Wire.Json, by: People.Nobody)).Terms;
        var themes = terms.Where(term => term.Kind == V1.Term.Types.Kind.Theme).Select(term => term.Id).ToList();
        var draft = (await Candidacy.Draft(await Round.Publish(Stack), Tauriac)).Application;

        var changed = await Update(draft, new() { Project = new() { Themes = { themes[..2] } } });

        Assert.Equal(themes[..2], changed.Project.Themes);
        Assert.Equal(
            ["application.project.shared_values[0]", "application.project.themes[0]"],
            (await Refusal.Of(Update(changed, new()
            {
                Project = new() { Themes = { "sobriety" }, SharedValues = { "waste-reduction" } },
            }))).Fields.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task changes_only_what_is_set_when_there_is_no_mask()
    {
        var draft = (await Candidacy.Draft(await Round.Publish(Stack), Tauriac)).Application;

        var changed = await Update(draft, new() { Project = new() { Title = "La halle" } });

        var expected = new V1.Application(draft) { UpdateTime = changed.UpdateTime, Etag = changed.Etag };
        expected.Project.Title = "La halle";
        // The letters are bound to the project.
        (expected.Intent.Sha256, expected.Engagement.Sha256) = (changed.Intent.Sha256, changed.Engagement.Sha256);
        Assert.Equal(expected, changed);
        Assert.NotEqual(draft.Intent.Sha256, changed.Intent.Sha256);
        AssertSame(changed, await Get(draft.Name));
    }

    [Fact]
    public async Task clears_what_the_mask_names_and_nothing_else()
    {
        var draft = (await Candidacy.Draft(await Round.Publish(Stack), Tauriac)).Application;

        var changed = await Update(
            draft, new() { Project = new() { Title = "Ignoré" } }, "project.summary", "intent.signatory");

        Assert.Equal((draft.Project.Title, ""), (changed.Project.Title, changed.Project.Summary));
        Assert.Equal((draft.Intent.Text, null), (changed.Intent.Text, changed.Intent.Signatory));
        Assert.Equal(["project.summary", "intent.signatory"], changed.MissingFields);
    }

    [Fact]
    public async Task takes_its_mask_in_JSON_as_well()
    {
        var draft = (await Candidacy.Draft(await Round.Publish(Stack), Tauriac)).Application;
        var body = JsonSerializer.Serialize(
            new { etag = draft.Etag, project = new { title = "La halle", summary = "Ignoré" } });
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var answer = await Stack.Json.PatchAsync($"/v1/{draft.Name}?updateMask=project.title", content);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var changed = await Get(draft.Name);
        Assert.Equal(("La halle", draft.Project.Summary), (changed.Project.Title, changed.Project.Summary));
    }

    [Theory, InlineData("state"), InlineData("population.value"), InlineData("project.nothing"), InlineData("call")]
    public async Task refuses_a_mask_of_what_cannot_be_written(string path)
    {
        var draft = (await Candidacy.Draft(await Round.Publish(Stack), Tauriac)).Application;

        var refusal = await Refusal.Of(Update(draft, new() { State = State.Selected }, path));

        Assert.Equal("INVALID_FIELD", refusal.Reason);
        Assert.Equal(["update_mask"], refusal.Fields);
    }

    [Fact]
    public async Task needs_the_etag_that_was_read()
    {
        var draft = (await Candidacy.Draft(await Round.Publish(Stack), Tauriac)).Application;
        var without = new V1.Application(draft) { Etag = "" };
        await Update(draft, new() { Project = new() { Title = "La halle" } });

        Assert.Equal(["application.etag"], (await Refusal.Of(Update(without, new()))).Fields);
        Assert.Equal(
            (StatusCode.Aborted, "ETAG_MISMATCH"),
            (await Refusal.Of(Update(draft, new() { Project = new() { Title = "Le verger" } }))).Kind);
    }

    [Fact]
    public async Task says_what_changed_since_it_was_read_and_to_the_staff_by_whom()
    {
        var candidacy = await Candidacy.Draft(await Round.Publish(Stack), Tauriac);
        var draft = candidacy.Application;
        await Stack.Send<V1.Application>(new V1.UpdateApplicationRequest
        {
            Application = new() { Name = draft.Name, Etag = draft.Etag, Project = new() { Title = "La halle" } },
            UpdateMask = new() { Paths = { "project.title" } },
        }, by: candidacy.Mayor);

        var stale = (await Refusal.Of(Update(draft, new() { Project = new() { Title = "Le verger" } }))).Metadata;
        Assert.Equal(("1", "project"), (stale["changes"], stale["changed_fields"]));
        Assert.Equal(candidacy.Mayor.Subject, stale["changed_by"]);
        Assert.EndsWith("Z", stale["change_time"], StringComparison.Ordinal);

        await candidacy.Read();
        await candidacy.SubmitIntent();
        var before = candidacy.Application;
        await candidacy.AcceptIntent();
        var withdrawal = new V1.WithdrawApplicationRequest { Name = draft.Name, Etag = before.Etag };
        var told = (await Refusal.Of(Stack.Send<V1.Application>(withdrawal, by: candidacy.Mayor))).Metadata;
        Assert.Contains("state", told["changed_fields"].Split(','));
        Assert.Equal("", told["changed_by"]);
        await candidacy.Withdraw();
    }

    [Fact]
    public async Task needs_a_call_that_is_public_and_not_closed()
    {
        var draft = await Stack.Create();
        var refusal = await Refusal.Of(Candidacy.Draft(new(Stack, draft.Name, ""), Tauriac));
        Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), refusal.Kind);

        await Stack.Calls().PublishCallAsync(new() { Name = draft.Name });
        await Stack.Calls().CloseCallAsync(new() { Name = draft.Name });
        refusal = await Refusal.Of(Candidacy.Draft(new(Stack, draft.Name, ""), Tauriac));
        Assert.Equal((StatusCode.FailedPrecondition, "CALL_NOT_OPEN"), refusal.Kind);

        refusal = await Refusal.Of(Candidacy.Draft(new(Stack, "calls/never-there", ""), Tauriac));
        Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), refusal.Kind);
    }

    [Fact]
    public async Task blocks_nobody_while_it_is_a_draft()
    {
        var round = await Round.Publish(Stack);
        await Candidacy.Draft(round, Tauriac);

        await (await Candidacy.Draft(round, Tauriac)).Reach(State.IntentSubmitted);
    }

    [Theory]
    [InlineData("applications/seven"), InlineData("applications/"), InlineData("seven"), InlineData("calls/2023")]
    [InlineData("applications/0198b7a0-0000-7000-8000-000000000001/letters"), InlineData("")]
    [InlineData("applications/{0198b7a0-0000-7000-8000-000000000001}")]
    public async Task refuses_a_malformed_name(string name)
    {
        Assert.Equal(["name"], (await Refusal.Of(Get(name))).Fields);
        Assert.Equal(["name"], (await Refusal.Of(SubmitIntent(name))).Fields);
        Assert.Equal(
            ["application.name"], (await Refusal.Of(Update(new() { Name = name, Etag = "\"1\"" }, new()))).Fields);
    }
}

using Google.Protobuf;
using Grpc.Core;
using ProjetK.Applications.V1;
using ProjetK.Ecosystem.V1;
using ProjetK.Testing.Scenarios;

namespace ProjetK.SystemTests;

/// <summary>The same mistakes by every wire: the same reason, nothing written, nothing told of the program.</summary>
public sealed class Sending_what_is_wrong(ServicesStack stack)
{
    private const string Cars = "33100";

    private static readonly IReadOnlyList<Wire> Wires = Enum.GetValues<Wire>();

    [Fact]
    public async Task such_as_an_unknown_commune()
    {
        var round = await Round.Publish(stack);
        var refusal = await Refused(new CreateApplicationRequest
        {
            Application = new() { Call = round.Call, Applicant = Candidacy.Of("99999") },
        });
        Assert.Equal((StatusCode.InvalidArgument, "COMMUNE_UNKNOWN"), refusal.Kind);
        Assert.Contains("99999", refusal.Message);
    }

    [Fact]
    public async Task such_as_a_malformed_id()
    {
        var refusal = await Refused(new GetApplicationRequest { Name = "applications/seven" });
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_FIELD"), refusal.Kind);
        Assert.Equal(["name"], refusal.Fields);
    }

    [Fact]
    public async Task such_as_an_id_that_nobody_has() => Assert.Equal(
        (StatusCode.NotFound, "NOT_FOUND"),
        (await Refused(new GetTerritoryRequest { Name = $"territories/{Guid.NewGuid()}" })).Kind);

    [Fact]
    public async Task such_as_a_call_without_its_times_names_them_all()
    {
        var refusal = await Refused(
            new CreateCallRequest { CallId = "NOT WELL", Call = new() { Summary = "Rien" } });
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_FIELD"), refusal.Kind);
        Assert.Superset(
            new HashSet<string>
            {
                "call_id", "call.title", "call.intent_open_time", "call.intent_deadline_time",
                "call.engagement_deadline_time",
            },
            refusal.Fields.ToHashSet());
    }

    [Fact]
    public async Task such_as_an_empty_letter_names_all_that_is_missing()
    {
        var round = await Round.Publish(stack);
        var empty = await stack.Send<Application>(new CreateApplicationRequest
        {
            Application = new() { Call = round.Call, Applicant = Candidacy.Of(Cars) },
        });
        var refusal = await Refused(new SubmitIntentRequest { Name = empty.Name });
        Assert.Equal((StatusCode.InvalidArgument, "LETTER_INCOMPLETE"), refusal.Kind);
        Assert.Equal(
            ["contacts.elected_referent", "intent.signatory", "intent.text", "project.summary", "project.title"],
            refusal.Fields.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task such_as_a_late_letter()
    {
        var candidacy = await Candidacy.Draft(await Round.Publish(stack), Cars);
        stack.Clock.Travel(Deck.DuringSelection);
        Assert.Equal(
            (StatusCode.FailedPrecondition, "DEADLINE_PASSED"),
            (await Refused(new SubmitIntentRequest { Name = candidacy.Name })).Kind);
    }

    [Fact]
    public async Task such_as_a_step_that_is_not_possible_now()
    {
        var candidacy = await Candidacy.Draft(await Round.Publish(stack), Cars);
        var refusal = await Refused(new AcceptIntentRequest { Name = candidacy.Name });
        Assert.Equal((StatusCode.FailedPrecondition, "WRONG_STATE"), refusal.Kind);
        Assert.Equal(("DRAFT", "INTENT_SUBMITTED"), (refusal.Metadata["state"], refusal.Metadata["allowed"]));
    }

    [Fact]
    public async Task such_as_a_request_id_with_another_content()
    {
        var actor = new Actor
        {
            DisplayName = $"Café {Guid.NewGuid():N}",
            Kind = Actor.Types.Kind.Private,
            Commune = $"communes/{Cars}",
        };
        var id = $"{Guid.NewGuid()}";
        await stack.Send<Actor>(new CreateActorRequest { Actor = actor, RequestId = id });
        actor = new(actor) { DisplayName = $"Bar {Guid.NewGuid():N}" };
        Assert.Equal(
            (StatusCode.AlreadyExists, "REQUEST_ID_REUSED"),
            (await Refused(new CreateActorRequest { Actor = actor, RequestId = id })).Kind);
    }

    [Fact]
    public async Task such_as_a_stale_etag()
    {
        var candidacy = await Candidacy.Draft(await Round.Publish(stack), Cars);
        var stale = candidacy.Application.Etag;
        await candidacy.WriteEngagement();
        Assert.Equal(
            (StatusCode.Aborted, "ETAG_MISMATCH"),
            (await Refused(new SubmitIntentRequest { Name = candidacy.Name, Etag = stale })).Kind);
    }

    [Fact]
    public async Task such_as_an_undefined_enum_value()
    {
        var refusal = await Refused(new CreateActorRequest
        {
            Actor = new() { DisplayName = "Café", Kind = (Actor.Types.Kind)42, Commune = $"communes/{Cars}" },
        });
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_FIELD"), refusal.Kind);
        Assert.Equal(["actor.kind"], refusal.Fields);
    }

    private Task<Refusal> Refused(IMessage request) => Databases.Unchanged(stack, async () =>
    {
        var first = await Refusal.Of(stack.Send<IMessage>(request, Wires[0]));
        await Assert.AllAsync(Wires.Skip(1), async wire => Assert.Equivalent(
            first, await Refusal.Of(stack.Send<IMessage>(request, wire)), strict: true));
        return first;
    });
}

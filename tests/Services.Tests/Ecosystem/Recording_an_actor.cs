using Grpc.Core;
using ProjetK.Auth.V1;
using ProjetK.Testing;

namespace ProjetK.Ecosystem.Tests;

public sealed class Recording_an_actor(ServicesStack services)
{
    private readonly EcosystemHost host = services.Ecosystem;

    private static V1.Actor Actor(string name, V1.Actor.Types.Kind kind = V1.Actor.Types.Kind.Association) =>
        new() { DisplayName = name, Kind = kind, Commune = "communes/33525" };

    private static string NewName => $"Les Jardins de Tauriac {Guid.NewGuid():N}";

    private AsyncUnaryCall<V1.Actor> Create(V1.Actor? actor, string requestId = "") =>
        host.Grpc.CreateActorAsync(new() { Actor = actor, RequestId = requestId });

    [Fact]
    public async Task gives_what_a_later_read_gives()
    {
        var actor = await host.RecordActor(withContact: true);
        Assert.Equal(actor, await host.Grpc.GetActorAsync(
            new() { Name = actor.Name }, host.Authorize(People.Manager)));
        Assert.Equal("camille@example.fr", actor.Contact.Email);
        Assert.NotNull(actor.Consent.Time);
    }

    [Fact]
    public async Task of_the_same_name_kind_and_commune_is_refused()
    {
        var name = NewName;
        await Create(Actor($"Café {name}"));
        var refusal = await Refusal.Of(Create(Actor($"  CAFE   {name.ToUpperInvariant()}!")));
        Assert.Equal((StatusCode.AlreadyExists, "ACTOR_DUPLICATE"), (refusal.Code, refusal.Reason));
    }

    [Fact]
    public async Task twice_names_the_other_to_those_who_may_read_it_alone()
    {
        var name = NewName;
        var twin = await Create(Actor(name));
        Assert.Equal(twin.Name, (await Refusal.Of(Create(Actor(name)))).Metadata["actor"]);
        var stranger = new Person("stranger", [Access.Types.Role.Applicant], ["01004"]);
        var refusal = await Refusal.Of(host.Grpc.CreateActorAsync(new() { Actor = Actor(name) }, host.Authorize(stranger)));
        Assert.Equal("ACTOR_DUPLICATE", refusal.Reason);
        Assert.DoesNotContain("actor", refusal.Metadata.Keys);
    }

    [Theory]
    [InlineData("communes/99999")]
    [InlineData("communes/2A999")]
    public async Task of_a_commune_that_does_not_exist_is_refused(string commune)
    {
        var actor = Actor(NewName);
        actor.Commune = commune;
        var refusal = await Refusal.Of(Create(actor));
        Assert.Equal((StatusCode.InvalidArgument, "COMMUNE_UNKNOWN"), (refusal.Code, refusal.Reason));
        Assert.Equal((commune, "actor.commune"), (refusal.Metadata["communes"], Assert.Single(refusal.Fields)));
    }

    [Fact]
    public async Task of_a_commune_that_merged_is_refused_with_its_successor()
    {
        var actor = Actor(NewName);
        actor.Commune = "communes/33409";
        var refusal = await Refusal.Of(Create(actor));
        Assert.Equal((StatusCode.InvalidArgument, "COMMUNE_SUPERSEDED"), (refusal.Code, refusal.Reason));
        Assert.Equal("communes/33008", refusal.Metadata["successor"]);
    }

    [Fact]
    public async Task of_the_same_name_and_another_kind_is_possible()
    {
        var name = NewName;
        await Create(Actor(name));
        Assert.Equal(name, (await Create(Actor(name, V1.Actor.Types.Kind.Private))).DisplayName);
    }

    [Fact]
    public async Task twice_at_once_succeeds_once()
    {
        var name = NewName;
        var calls = Enumerable.Range(0, 8).Select(_ => Create(Actor(name)).ResponseAsync).ToArray();
        await Until.Settled(calls);
        Assert.Equal(1, calls.Count(call => call.IsCompletedSuccessfully));
        Assert.All(calls.Where(call => call.IsFaulted), call => Assert.Equal(
            StatusCode.AlreadyExists, Assert.IsType<RpcException>(call.Exception!.InnerException).StatusCode));
    }

    [Fact]
    public async Task again_with_the_same_request_id_gives_the_same_answer()
    {
        var (actor, requestId) = (Actor(NewName), Guid.NewGuid().ToString());
        Assert.Equal(await Create(actor, requestId), await Create(actor, requestId));
    }

    [Fact]
    public async Task with_a_contact_and_no_consent_is_refused()
    {
        var actor = Actor(NewName);
        actor.Contact = new() { Email = "camille@example.fr" };
        actor.Consent = new() { PublicName = true };
        var refusal = await Refusal.Of(Create(actor));
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_FIELD"), (refusal.Code, refusal.Reason));
        Assert.Equal(["actor.contact"], refusal.Fields);
    }

    [Fact]
    public async Task with_everything_wrong_names_every_field()
    {
        var refusal = await Refusal.Of(Create(new()
        {
            DisplayName = new string('x', 201),
            Commune = "communes/3352",
            Contact = new() { DisplayName = new string('x', 201), Email = "nowhere", Phone = "1\n2" },
        }));
        Assert.Equal(
            ["actor.commune", "actor.contact.display_name", "actor.contact.email",
                "actor.contact.phone", "actor.display_name", "actor.kind"],
            refusal.Fields.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task without_an_actor_names_what_is_required()
    {
        var refusal = await Refusal.Of(Create(null));
        Assert.Equal(["actor"], refusal.Fields);
    }

    [Fact]
    public async Task with_a_nul_character_is_refused_and_not_a_bug() =>
        Assert.Equal("INVALID_FIELD", (await Refusal.Of(Create(Actor("a\0b")))).Reason);

    [Fact]
    public async Task of_200_characters_beyond_the_basic_plane_is_possible()
    {
        var name = string.Concat(Enumerable.Repeat("🌱", 168)) + Guid.NewGuid().ToString("N");
        Assert.Equal(name, (await Create(Actor(name))).DisplayName);
    }

    [Theory]
    [InlineData("actors/none")]
    [InlineData("people/1")]
    [InlineData("")]
    public async Task and_reading_a_malformed_name_is_refused(string name) => Assert.Equal(
        ["name"], (await Refusal.Of(host.Grpc.GetActorAsync(new() { Name = name }))).Fields);

    [Fact]
    public async Task and_reading_another_that_does_not_exist_is_not_found() => Assert.Equal(
        "NOT_FOUND", (await Refusal.Of(host.Grpc.GetActorAsync(new() { Name = $"actors/{Guid.NewGuid()}" }))).Reason);
}

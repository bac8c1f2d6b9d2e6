using Google.Protobuf;
using Google.Type;
using Grpc.Core;
using ProjetK.Applications.V1;
using ProjetK.Ecosystem.V1;
using ProjetK.Funding.V1;
using ProjetK.Testing.Scenarios;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.FaultTests;

[Collection(typeof(With_two_of_each))]
public sealed class Repeating_a_request(TwoOfEach stack)
{
    private const string Fronsac = "33174";

    public static TheoryData<string> Rpcs => ["CreateEnvelope", "CreateApplication", "SelectApplication", "CreateActor"];

    [Theory, MemberData(nameof(Rpcs))]
    public async Task by_any_wire_gives_the_same_answer_and_one_effect(string rpc)
    {
        await using var once = await Prepare(rpc);
        var first = await stack.Send<IMessage>(once.Request);
        foreach (var wire in new[] { Wire.Grpc, Wire.GrpcWeb, Wire.Json })
            Assert.Equal(first, await stack.Send<IMessage>(once.Request, wire));
        Assert.Equal(1, await once.Effects());
    }

    [Theory, MemberData(nameof(Rpcs))]
    public async Task a_hundred_times_at_once_gives_the_same_answer_and_one_effect(string rpc)
    {
        await using var once = await Prepare(rpc);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(_ => stack.Send<IMessage>(once.Request)));
        Assert.Single(answers.Distinct());
        Assert.Equal(1, await once.Effects());
        Form.Report($"{answers.Length} requests at once");
    }

    [Theory, MemberData(nameof(Rpcs))]
    public async Task after_a_restart_of_all_replicas_gives_the_same_answer_and_one_effect(string rpc)
    {
        await using var once = await Prepare(rpc);
        var first = await stack.Send<IMessage>(once.Request);
        Form.Report($"{await stack.KillAll(once.Service)} replicas were killed");
        Assert.Equal(first, await stack.Send<IMessage>(once.Request));
        Assert.Equal(1, await once.Effects());
    }

    [Theory, MemberData(nameof(Rpcs))]
    public async Task with_another_content_is_refused_and_has_no_effect(string rpc)
    {
        await using var once = await Prepare(rpc);
        var first = await stack.Send<IMessage>(once.Request);
        var refusal = await Refusal.Of(stack.Send<IMessage>(once.Other));
        Assert.Equal((StatusCode.AlreadyExists, "REQUEST_ID_REUSED"), refusal.Kind);
        Assert.Equal(first, await stack.Send<IMessage>(once.Request));
        Assert.Equal(1, await once.Effects());
    }

    [Fact]
    public async Task that_was_refused_is_refused_for_ever_and_another_one_is_not()
    {
        var round = await Journeys.Round(stack);
        var candidacy = await (await Candidacy.Draft(round, Fronsac)).Reach(State.Preparation);
        var request = Select(candidacy);
        var first = await Refusal.Of(stack.Send<IMessage>(request));
        Assert.Equal((StatusCode.FailedPrecondition, "WRONG_STATE"), first.Kind);

        await candidacy.Reach(State.UnderReview);
        Assert.Equal(first.Message, (await Refusal.Of(stack.Send<IMessage>(request))).Message);
        await stack.KillAll("applications");
        Assert.Equal(first.Message, (await Refusal.Of(stack.Send<IMessage>(request))).Message);
        Assert.Equal(State.UnderReview, (await candidacy.Read()).State);
        Assert.Equal(State.SelectionPending, (await stack.Send<Application>(Select(candidacy))).State);
        await candidacy.Withdraw();
    }

    private Task<Once> Prepare(string rpc) => rpc switch
    {
        "CreateEnvelope" => CreateEnvelope(),
        "CreateApplication" => CreateApplication(),
        "SelectApplication" => SelectApplication(),
        _ => CreateActor(),
    };

    private Task<Once> CreateEnvelope()
    {
        var request = new CreateEnvelopeRequest
        {
            EnvelopeId = $"once-{Guid.NewGuid():N}"[..20],
            Envelope = new() { Label = "Participation financière", Amount = Euros(1000) },
            RequestId = Guid.NewGuid().ToString(),
        };
        request.Envelope.Calls.Add($"calls/{request.EnvelopeId}");
        return Task.FromResult(new Once(
            "funding", request, new CreateEnvelopeRequest(request) { EnvelopeId = $"{request.EnvelopeId[..19]}x" },
            () => stack.Value<long>("funding",
                "SELECT count(*) FROM transfers WHERE envelope LIKE $1 || '%'", request.EnvelopeId[..19])));
    }

    private async Task<Once> CreateApplication()
    {
        var round = await Journeys.Round(stack);
        var request = new CreateApplicationRequest
        {
            Application = new() { Call = round.Call, Applicant = Candidacy.Of(Fronsac) },
            RequestId = Guid.NewGuid().ToString(),
        };
        var other = request.Clone();
        other.Application.Applicant = Candidacy.Of("33525");
        return new("applications", request, other, () => stack.Value<long>("applications",
            "SELECT count(*) FROM applications WHERE call_id = $1", round.Call["calls/".Length..]));
    }

    private async Task<Once> SelectApplication()
    {
        var round = await Journeys.Round(stack);
        var candidacy = await (await Candidacy.Draft(round, Fronsac)).Reach(State.UnderReview);
        var request = Select(candidacy);
        var application = Guid.Parse(candidacy.Name["applications/".Length..]);
        return new("applications", request, new SelectApplicationRequest(request) { Reason = "Un autre." }, async () =>
        {
            await candidacy.BeAnswered();
            Assert.Equal(State.Selected, candidacy.Application.State);
            return await stack.Value<long>(
                "funding", "SELECT count(*) FROM proposals WHERE application = $1", application);
        }, candidacy.Withdraw);
    }

    private Task<Once> CreateActor()
    {
        var request = new CreateActorRequest
        {
            Actor = new()
            {
                DisplayName = $"Les Amis {Guid.NewGuid():N}",
                Kind = Actor.Types.Kind.Association,
                Commune = $"communes/{Fronsac}",
            },
            RequestId = Guid.NewGuid().ToString(),
        };
        var other = request.Clone();
        other.Actor.DisplayName += " de Fronsac";
        return Task.FromResult(new Once("ecosystem", request, other, () => stack.Value<long>("ecosystem",
            "SELECT count(*) FROM actors WHERE display_name LIKE $1 || '%'", request.Actor.DisplayName)));
    }

    private static SelectApplicationRequest Select(Candidacy candidacy) => new()
    {
        Name = candidacy.Name,
        Reason = "Le meilleur projet.",
        RequestId = Guid.NewGuid().ToString(),
    };

    private static Money Euros(long euros) => new() { CurrencyCode = "EUR", Units = euros };

    /// <summary>A request, another one under its request_id, and how often either had its effect.</summary>
    private sealed record Once(
        string Service, IMessage Request, IMessage Other, Func<Task<long>> Effects, Func<Task>? Undo = null)
        : IAsyncDisposable
    {
        // A commune that is helped could not apply again.
        public async ValueTask DisposeAsync() => await (Undo?.Invoke() ?? Task.CompletedTask);
    }
}

using Google.Protobuf;
using Google.Type;
using Grpc.Core;
using ProjetK.Applications.V1;
using ProjetK.Funding.V1;
using ProjetK.Testing.Scenarios;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.FaultTests;

/// <summary>Some candidacies side by side, from the publication of their calls to the answer of Funding, as a plan
/// wants it: one finds too little money, one gives up, one request is refused. Meanwhile somebody comes, does something
/// everywhere, and is erased.</summary>
internal sealed class Play(CrashingStack stack, Broker broker, Plan plan)
{
    private static readonly State[][] Acts =
    [
        [State.IntentSubmitted, State.Preparation],
        [State.EngagementSubmitted],
        [State.UnderReview, State.SelectionPending, State.Selected],
    ];

    private const long TooFewEuros = 100_000, Plenty = 5_000_000;

    /// <summary>Who took part, in the order of the plan's communes.</summary>
    public IReadOnlyList<Part> Parts { get; private set; } = [];

    public IReadOnlyList<Round> Rounds { get; private set; } = [];

    /// <summary>Who was erased.</summary>
    public Guest? Guest { get; private set; }

    public async Task Perform()
    {
        Rounds = [await Publish(TooFewEuros), await Publish(Plenty)];
        var (arrival, visit) = (Guest.Arrive(Rounds[1]), Task.CompletedTask);
        Parts = await Task.WhenAll(plan.Communes.Select(Join));
        for (var act = 0; act < Acts.Length; act++)
        {
            if (act == plan.PoisonsAt)
                await Poison();
            await Task.WhenAll(Parts.Select(part => Go(part, Acts[act])));
            if (act == 0)
                visit = (Guest = await arrival).Visit();
            if (act == 0 && plan.TriesTooEarly)
                await BeRefused(new SelectApplicationRequest { Name = Parts[0].Candidacy.Name, Reason = "Trop tôt." });
        }
        if (!plan.TriesTooEarly)
            await BeRefused(new SubmitIntentRequest { Name = Parts[0].Candidacy.Name });
        await visit;
    }

    /// <summary>Makes room for the next play: a commune that is helped cannot apply again.</summary>
    public Task Clear() => Task.WhenAll(Parts.Where(part => !part.HasLeft).Select(part => part.Candidacy.Withdraw()));

    /// <summary>Sends events of a kind that the service knows, with a content that it cannot read.</summary>
    private async Task Poison()
    {
        if (plan.Poisoned is not { } service)
            return;
        var (type, consumers) = Queues.Consumers.First(
            pair => pair.Value.Any(consumer => consumer.Service == service));
        var queue = consumers.First(consumer => consumer.Service == service).Queue;
        for (var message = 0; message < plan.Poisons; message++)
            await broker.Put(queue, Messages.Unreadable(type));
    }

    private Task<Round> Publish(long euros) =>
        Round.Publish(stack, euros, call => call.Places = Journeys.Communes.Count);

    private async Task<Part> Join(string commune, int index)
    {
        var candidacy = await Candidacy.Draft(Rounds[Math.Min(index, 1)], commune);
        return new(candidacy, index == 0, index == 1 ? plan.LeavesAt : null, new(plan.Seed + index));
    }

    private async Task Go(Part part, State[] states)
    {
        foreach (var state in states)
        {
            if (part.HasLeft)
                return;
            await Task.Delay(part.Random.Next(40));
            if (part.IsPoor && state == State.Selected)
                await BeHelped(part.Candidacy);
            await part.Candidacy.Reach(state);
            if (part.LeavesAt == state)
                await part.Candidacy.Withdraw();
        }
    }

    /// <summary>Is refused for lack of money, and chosen again when there is more.</summary>
    private async Task BeHelped(Candidacy candidacy)
    {
        await candidacy.BeAnswered();
        Assert.Equal(State.UnderReview, candidacy.Application.State);
        await stack.Send<Envelope>(new AmendEnvelopeRequest
        {
            Name = Rounds[0].Envelope,
            Amount = new() { CurrencyCode = "EUR", Units = Plenty },
            Reason = "Décision modificative",
            Deliberation = "2023-17",
            DeliberationDate = new Date { Year = 2023, Month = 9, Day = 14 },
        });
    }

    /// <summary>Asks twice for what is impossible now, under one request_id.</summary>
    private async Task BeRefused(IMessage request)
    {
        for (var time = 0; time < 2; time++)
        {
            var refusal = await Refusal.Of(stack.Send<IMessage>(request));
            Assert.Equal((StatusCode.FailedPrecondition, "WRONG_STATE"), refusal.Kind);
        }
    }

    /// <summary>A candidacy and what the plan has for it.</summary>
    internal sealed record Part(Candidacy Candidacy, bool IsPoor, State? LeavesAt, Random Random)
    {
        public bool HasLeft => Candidacy.Application.State == State.Withdrawn;

        public Guid Id => Guid.Parse(Candidacy.Name["applications/".Length..]);
    }
}

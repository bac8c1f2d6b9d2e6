using MassTransit;
using ProjetK.Events;
using ProjetK.Testing.Scenarios;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.Applications.Tests;

public sealed class Hearing_of_the_money(ServicesStack stack) : PlayedIn2023(stack), IAsyncLifetime
{
    private const string Teuillac = "33530", Lussac = "33261", Puisseguin = "33342";

    private IBusControl bus = null!;

    public async ValueTask InitializeAsync()
    {
        var address = await Stack.Broker();
        bus = Bus.Factory.CreateUsingRabbitMq(broker => broker.Host(address));
        await bus.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await bus.StopAsync(CancellationToken.None);
        Dispose();
    }

    [Fact]
    public async Task twice_changes_nothing_the_second_time()
    {
        var candidacy = await (await Candidacy.Draft(await Round.Publish(Stack), Teuillac)).Reach(State.Selected);
        var proposal = await LastProposal(candidacy);

        await Publish(Reserved(candidacy, proposal));
        await Publish(Refused(candidacy, proposal));

        AssertSame(candidacy.Application, await Get(candidacy.Name));
        await candidacy.Withdraw();
    }

    [Fact]
    public async Task for_an_old_proposal_changes_nothing()
    {
        var round = await Round.Publish(Stack, euros: 1_000);
        var candidacy = await (await Candidacy.Draft(round, Puisseguin)).Reach(State.UnderReview);
        await candidacy.Select();
        await candidacy.BeAnswered();
        var old = await LastProposal(candidacy);

        await Publish(Reserved(candidacy, old));
        AssertSame(candidacy.Application, await Get(candidacy.Name));

        await using (await HeldRow.OfEnvelope(Stack, round.Envelope))
        {
            await candidacy.Select();
            await Publish(Reserved(candidacy, old));
            await Publish(Refused(candidacy, old));
            Assert.Equal(State.SelectionPending, candidacy.Application.State);
            AssertSame(candidacy.Application, await Get(candidacy.Name));
        }
    }

    [Fact]
    public async Task is_asked_for_again_when_the_proposal_was_lost()
    {
        var round = await Round.Publish(Stack);
        var candidacy = await (await Candidacy.Draft(round, Lussac)).Reach(State.UnderReview);
        // As if the proposal had been made two minutes ago and had never reached Funding.
        await Sql("applications", """
            UPDATE applications
            SET state = 'SELECTION_PENDING', came_from = 'UNDER_REVIEW',
                propose_time = clock_timestamp() - interval '2 minutes',
                proposal = jsonb_build_object('Id', $2::uuid, 'Reason', 'Le meilleur projet.', 'PublicReason', '')
            WHERE id = $1
            """, Id(candidacy.Name), Guid.NewGuid());

        await Eventually.Get(
            candidacy.Read, application => application.State == State.Selected, "the proposal to be repeated",
            TimeSpan.FromMinutes(1));

        Assert.Equal(600_000m - 1_151 * 140, await round.Available());
        await candidacy.Withdraw();
    }

    [Fact]
    public async Task that_was_given_back_lets_what_was_selected_lapse_and_tells_nobody_before_the_announcement()
    {
        var round = await Round.Publish(Stack);
        var candidacy = await (await Candidacy.Draft(round, Lussac)).Reach(State.Selected);
        var grant = Id(candidacy.Application.Decision.Grant);
        await Publish(Released(candidacy, Guid.NewGuid()));
        Assert.Equal(State.Selected, (await candidacy.Read()).State);

        await Publish(Released(candidacy, grant));

        Assert.Equal(State.Lapsed, (await candidacy.Read()).State);
        Assert.Equal(State.UnderReview, (await Seen(candidacy)).State);
        await Stack.Send<V1.Call>(new V1.AnnounceDecisionsRequest { Name = round.Call });
        Assert.Equal(State.Lapsed, (await Seen(candidacy)).State);
        await Eventually.Get(
            () => Stack.Send<Ecosystem.V1.Territory>(
                new Ecosystem.V1.GetTerritoryRequest { Name = candidacy.Application.Territory }),
            territory => territory.Stage == Ecosystem.V1.Territory.Types.Stage.Dormant, "a dormant territory");
    }

    private Task<V1.Application> Seen(Candidacy candidacy) => Stack.Send<V1.Application>(
        new V1.GetApplicationRequest { Name = candidacy.Name }, by: candidacy.Mayor);

    private static FundsReleased Released(Candidacy candidacy, Guid grant) => new(
        grant, Id(candidacy.Name), "2023", 1, DateTimeOffset.UtcNow, 2);

    private static FundsReserved Reserved(Candidacy candidacy, Guid proposal) => new(
        proposal, Id(candidacy.Name), Guid.NewGuid(), "2023", 1, DateTimeOffset.UtcNow, 1);

    private static FundsRefused Refused(Candidacy candidacy, Guid proposal) => new(
        proposal, Id(candidacy.Name), "ENVELOPE_EXCEEDED", 1, DateTimeOffset.UtcNow);

    private async Task<Guid> LastProposal(Candidacy candidacy) => (Guid)(await Sql(
        "funding", "SELECT id FROM proposals WHERE application = $1 ORDER BY answer_time DESC", Id(candidacy.Name)))!;

    /// <summary>Publishes an event as Funding would and waits until it was received.</summary>
    private async Task Publish<TEvent>(TEvent message) where TEvent : class
    {
        var id = Guid.CreateVersion7();
        await bus.Publish(message, context => context.MessageId = id, TestContext.Current.CancellationToken);
        await Eventually.Get(
            async () => (long)(await Sql("applications", "SELECT count(*) FROM inbox WHERE message_id = $1", id))!,
            received => received == 1, $"{typeof(TEvent).Name} to be received");
    }
}

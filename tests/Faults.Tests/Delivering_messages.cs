using ProjetK.Applications.V1;
using ProjetK.Testing.Scenarios;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.FaultTests;

[Collection(typeof(With_one_of_each))]
public sealed class Delivering_messages(CrashingStack stack)
{
    [Fact]
    public async Task two_to_five_times_in_any_order_leaves_what_once_leaves()
    {
        var started = DateTime.UtcNow;
        var once = await Play();
        await using var broker = await Broker.Connect(stack);
        var copies = new List<Task>();
        var random = new Random(1);
        await broker.Listen(message =>
        {
            var count = random.Next(1, 5);
            lock (copies)
                copies.AddRange(Enumerable.Range(0, count).Select(_ => Later(random.Next(400), broker, message)));
            return Task.CompletedTask;
        });

        var often = await Play();

        await Task.WhenAll(copies);
        Assert.Equal(once, often);
        Assert.Empty(Queues.Consumers.Where(pair => pair.Value.Count > 0).Select(pair => pair.Key)
            .Except(broker.Messages.Select(message => message.Type)));
        await Counts.Settle(stack, broker);
        var before = await Everything();
        var shuffled = broker.Messages.SelectMany(message => Enumerable.Repeat(message, 4)).ToArray();
        random.Shuffle(shuffled);
        foreach (var message in shuffled)
            await broker.Repeat(message);
        await Emptied(broker, started);
        Assert.Equal(before, await Everything());
        Form.Report($"{broker.Messages.Count} messages, {copies.Count} copies beside them, {shuffled.Length} after them");
    }

    private static async Task Later(int milliseconds, Broker broker, Broker.Heard message)
    {
        await Task.Delay(milliseconds);
        await broker.Repeat(message);
    }

    /// <summary>Every event there is goes round: one application is chosen and taken back, one finds no money, one
    /// lapses with its call, and somebody is erased.</summary>
    private async Task<IReadOnlyList<Outcome>> Play()
    {
        var (rich, poor) = (await Journeys.Round(stack), await Round.Publish(stack, euros: 1));
        var chosen = await Candidacy.Draft(rich, Journeys.Communes[0]);
        var refused = await Candidacy.Draft(poor, Journeys.Communes[1]);
        var lapsed = await Candidacy.Draft(poor, Journeys.Communes[2]);
        var all = new[] { (rich, chosen), (poor, refused), (poor, lapsed) };
        foreach (var (_, candidacy) in all)
            await candidacy.Reach(State.Preparation);
        await chosen.Reach(State.EngagementSubmitted);
        await refused.Reach(State.EngagementSubmitted);
        await chosen.Reach(State.Selected);
        await chosen.Withdraw();
        await (await refused.Reach(State.UnderReview)).Select();
        await refused.BeAnswered();
        await refused.Withdraw();
        await stack.Send<Call>(new CloseCallRequest { Name = poor.Call });
        var guest = await Guest.Arrive(rich);
        await guest.Visit();
        await Eventually.Get(guest.Traces, traces => traces == "", "the guest to be forgotten");
        return await Eventually.Get(
            async () => await Task.WhenAll(all.Select(pair => Outcome.Of(pair.Item1, pair.Item2))),
            outcomes => outcomes[0].Grants.StartsWith("RELEASED")
                && outcomes.All(outcome => outcome.Territory.StartsWith("DORMANT")),
            "the end");
    }

    private async Task<IReadOnlyList<string>> Everything()
    {
        await stack.Drained(TimeSpan.FromSeconds(30));
        var tables = new (string Service, string Table)[]
        {
            ("applications", "applications"), ("funding", "grants"), ("funding", "envelopes"), ("funding", "entries"),
            ("funding", "proposals"), ("ecosystem", "territories"), ("ecosystem", "commitments"),
            ("ecosystem", "calls"), ("applications", "inbox"), ("funding", "inbox"), ("ecosystem", "inbox"),
            ("applications", "history"), ("funding", "history"), ("ecosystem", "history"),
            ("identity", "people"), ("identity", "inbox"), ("identity", "history"),
        };
        var rows = new List<string>();
        foreach (var (service, table) in tables)
            rows.AddRange(await stack.Column<string>(service, $"SELECT t::text FROM {table} AS t ORDER BY 1"));
        return rows;
    }

    /// <summary>Waits until the queues are empty and what was in hand is done; nothing was set aside.</summary>
    private async Task Emptied(Broker broker, DateTime started)
    {
        await Eventually.Get(broker.CountAll, count => count == 0, "empty queues");
        await stack.Drained(TimeSpan.FromSeconds(30));
        foreach (var service in Databases.Services)
            Assert.Empty(await stack.Column<string>(
                service, $"SELECT type FROM dead_letters WHERE fail_time >= '{started:O}'"));
    }
}

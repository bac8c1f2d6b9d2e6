namespace ProjetK.FaultTests;

[Collection(typeof(With_one_of_each))]
public sealed class Delivering_messages(CrashingStack stack)
{
    private const string Fronsac = "33174";

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
        Assert.True(broker.Messages.Count >= 6, $"only {broker.Messages.Count} messages were heard");
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

    /// <summary>Selects an application and takes it back: every event there is goes round.</summary>
    private async Task<Outcome> Play()
    {
        var round = await Journeys.Round(stack);
        var candidacy = (await Journeys.Select(round, [Fronsac]))[0];
        await candidacy.Withdraw();
        return await Eventually.Get(() => Outcome.Of(round, candidacy),
            outcome => outcome.Grants.StartsWith("RELEASED") && outcome.Territory.StartsWith("DORMANT"), "the end");
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

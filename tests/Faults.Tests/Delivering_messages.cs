using System.Diagnostics;

namespace ProjetK.FaultTests;

public sealed class Delivering_messages(Stack stack) : IClassFixture<Stack>
{
    private const string Fronsac = "33174", Tauriac = "33525";

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
    }

    [Fact]
    public async Task that_nobody_can_handle_waits_for_an_operator_with_its_reason()
    {
        const string waiting = "SELECT reason FROM dead_letters ORDER BY reason", queue = "applications-funds-reserved";
        await using var broker = await Broker.Connect(stack);
        await broker.Put(queue, "{ no JSON");
        await broker.Put(queue, Messages.Envelope("Unknown", new { Nothing = true }));
        await broker.Put(queue, Messages.Envelope("FundsReserved", new
        {
            ProposalId = Guid.NewGuid(),
            ApplicationId = Guid.Empty,
            GrantId = Guid.NewGuid(),
            Envelope = "none",
            TotalCents = 1,
            ReserveTime = DateTimeOffset.UnixEpoch,
            Version = 1,
        }));
        var round = await Journeys.Round(stack);
        var pace = Stopwatch.StartNew();
        await Journeys.Select(round, [Tauriac]);
        Assert.InRange(pace.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));

        var reasons = await Eventually.Get(
            () => stack.Column<string>("applications", waiting), rows => rows.Count == 3, "three messages set aside");
        Assert.DoesNotContain("", reasons);
        Assert.Contains(reasons, reason => reason.Contains("applications/00000000-0000-0000-0000-000000000000"));
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
        foreach (var service in new[] { "applications", "funding", "ecosystem" })
            Assert.Empty(await stack.Column<string>(
                service, $"SELECT type FROM dead_letters WHERE fail_time >= '{started:O}'"));
    }
}

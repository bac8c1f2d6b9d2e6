using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using MassTransit;
using ProjetK.Events;

namespace ProjetK.Foundation.Tests;

public sealed class Measuring_messages : IClassFixture<InterruptedHost>, IDisposable
{
    private readonly InterruptedHost host;
    private readonly ConcurrentDictionary<string, (int Count, double Sum, double Last)> measured = new();
    private readonly MeterListener listener = new();

    public Measuring_messages(InterruptedHost host)
    {
        this.host = host;
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "ProjetK")
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Note(instrument.Name, value));
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Note(instrument.Name, value));
        listener.Start();
    }

    public void Dispose() => listener.Dispose();

    [Fact]
    public async Task counts_what_the_broker_confirmed_and_how_long_it_waited()
    {
        await host.Grpc.CountUpAsync(new() { Name = $"counters/{Guid.NewGuid():N}", Amount = 1 });
        await Until.True(() => Shows("projetk.outbox.published", seen => seen.Sum == 1), "one is published");
        await Until.True(() => Shows("projetk.outbox.lag", seen => seen is { Count: 1, Last: >= 0 and < 30 }), "it took");
    }

    [Fact]
    public async Task counts_duplicates()
    {
        var (id, bus) = (Guid.NewGuid(), host.App.Services.GetRequiredService<IBus>());
        for (var delivery = 0; delivery < 3; delivery++)
            await bus.Publish(new CountedUp($"counters/{id:N}", 1), context => context.MessageId = id);
        await Until.True(() => Shows("projetk.inbox.duplicates", seen => seen.Sum == 2), "two of three are duplicates");
    }

    [Fact]
    public async Task counts_dead_letters_until_they_are_settled()
    {
        await host.Grpc.CountUpAsync(new() { Name = $"counters/{Guid.NewGuid():N}poison", Amount = 1 });
        await Until.True(() => Shows("projetk.deadletters.count", seen => seen.Last == 1), "one waits");
        var waiting = await host.Operations.ListDeadLettersAsync(new() { Parent = "services/counter" });
        foreach (var letter in waiting.DeadLetters)
            await host.Operations.DiscardDeadLetterAsync(new() { Name = letter.Name, Reason = "Tidied up." });
        await Until.True(() => Shows("projetk.deadletters.count", seen => seen.Last == 0), "none waits");
    }

    [Fact]
    public async Task counts_failures_and_shows_what_waits_while_the_broker_is_away()
    {
        await Until.True(async () => await host.Health() == "Healthy", "it is connected");
        host.BrokerLine.Cut();
        try
        {
            await host.Announce(new CountedUp($"counters/{Guid.NewGuid():N}", 1));
            await Until.True(() => Shows("projetk.outbox.failures", seen => seen.Sum > 0), "it fails");
            await Until.True(() => Shows("projetk.outbox.count", seen => seen.Last == 1), "it waits");
            await Until.True(() => Shows("projetk.outbox.age", seen => seen.Last > 1), "it waits for long");
        }
        finally
        {
            host.BrokerLine.Mend();
        }
        await Until.True(() => Shows("projetk.outbox.count", seen => seen.Last == 0), "nothing waits");
    }

    [Fact]
    public async Task degrades_health_when_an_event_waits_for_more_than_a_minute()
    {
        await Until.True(async () => await host.Health() == "Healthy", "all is well");
        await host.Value<bool>($"""
            WITH late AS (
                INSERT INTO outbox (id, type, body, create_time, available_time)
                VALUES ('{Guid.NewGuid()}', 'CountedUp', '{"{}"}', now() - interval '61 s', now() + interval '1 h'))
            SELECT true
            """);
        var health = await host.Http.GetAsync("/health");
        Assert.True(health.IsSuccessStatusCode);
        Assert.Equal("Degraded", await host.Health());
        await host.Value<bool>("WITH gone AS (DELETE FROM outbox) SELECT true");
        await Until.True(async () => await host.Health() == "Healthy", "all is well again");
    }

    private void Note(string name, double value) => measured.AddOrUpdate(
        name, _ => (1, value, value), (_, seen) => (seen.Count + 1, seen.Sum + value, value));

    private Task<bool> Shows(string name, Func<(int Count, double Sum, double Last), bool> wanted)
    {
        listener.RecordObservableInstruments();
        return Task.FromResult(measured.TryGetValue(name, out var seen) && wanted(seen));
    }
}

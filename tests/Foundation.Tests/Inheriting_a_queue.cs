using ProjetK.Events;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace ProjetK.Foundation.Tests;

/// <summary>A broker of the time when a service had one queue per event, with messages in it.</summary>
public sealed class Inheriting_a_queue(Inheriting_a_queue.UpgradedHost host)
    : IClassFixture<Inheriting_a_queue.UpgradedHost>
{
    private const string Former = "counter-counted-up", Exchange = "ProjetK.Events:CountedUp";

    [Fact]
    public async Task has_what_waited_in_it_received_once_each_and_deletes_it()
    {
        var names = Enumerable.Range(0, 100).Select(_ => Name()).ToList();
        var seen = Guid.NewGuid();
        await Prepare(names.Select(name => (Guid.NewGuid(), name)).Append((seen, "counters/seen")));
        // The version before has done this one already, and died before it said so.
        await host.Execute($"INSERT INTO inbox (consumer, message_id) VALUES ('{Former}', '{seen}')");

        await host.Wake();
        await Until.True(async () => await Received(names) == names.Count, "all are received");
        await Until.True(async () => !await Exists(Former) && !await Exists($"{Former}_error"), "the queue is gone");
        Assert.Equal(names.Count, await Received(names));
        Assert.Equal(0, await Received(["counters/seen"]));
        await host.Sleep();
    }

    [Fact]
    public async Task absorbs_what_came_by_both_ways()
    {
        var (id, name) = (Guid.NewGuid(), Name());
        await Prepare([(id, name)]);
        await Declare("counter-receive-counted-up");
        await Put("counter-receive-counted-up", [(id, name)]);

        await host.Wake();
        await Until.True(async () => !await Exists(Former), "the queue is gone");
        await Until.True(async () => await TestBroker.Count("counter-receive-counted-up") == 0, "the new one is empty");
        await Until.True(async () => await Received([name]) == 1, "it is received");
        await host.Sleep();
        Assert.Equal(1, await Received([name]));
    }

    [Fact]
    public async Task takes_dead_letters_over_too()
    {
        var id = Guid.NewGuid();
        await Prepare([]);
        await Put($"{Former}_error", [(id, Name())]);
        await host.Wake();
        await Until.True(async () => await host.Value<long>(
            $"SELECT count(*) FROM dead_letters WHERE message_id = '{id}'") == 1, "it waits for an operator");
        Assert.Equal("counter-receive-counted-up", await host.Value<string>(
            $"SELECT queue FROM dead_letters WHERE message_id = '{id}'"));
        // A letter that waits would leave the service degraded for other tests.
        await host.Execute($"DELETE FROM dead_letters WHERE message_id = '{id}'");
        await host.Sleep();
    }

    [Fact]
    public async Task has_a_dead_letter_of_that_time_delivered_to_the_consumer()
    {
        var (id, name) = (Guid.NewGuid(), Name());
        await host.Execute($"""
            INSERT INTO dead_letters (message_id, queue, type, reason, failure, fail_time, headers, body)
            VALUES ('{id}', '{Former}', 'CountedUp', 'It rained.', '', now(), '{"{}"}', convert_to('{Envelope(id, name)}', 'UTF8'))
            """);
        await host.Wake();
        var letter = await host.Operations.GetDeadLetterAsync(
            new() { Name = $"services/counter/deadLetters/{id}-counted-up" });
        Assert.Equal((nameof(ReceiveCountedUp), "counter-receive-counted-up"), (letter.Consumer, letter.Queue));
        await host.Operations.RedeliverDeadLetterAsync(new() { Name = letter.Name });
        await Until.True(async () => await Received([name]) == 1, "it is received");
        Assert.False(await Exists(Former));
        await host.Sleep();
    }

    [Fact]
    public async Task leaves_it_to_the_version_before_as_long_as_that_consumes()
    {
        await Prepare([]);
        await using var connection = await new ConnectionFactory { Uri = Testing.TestServers.Broker }.CreateConnectionAsync();
        await using (var channel = await connection.CreateChannelAsync())
        {
            await channel.BasicConsumeAsync(Former, autoAck: false, new RabbitMQ.Client.Events.AsyncEventingBasicConsumer(channel));
            await host.Wake();
            await Until.True(async () => await host.Health() == "Healthy", "the service is up");
            await Task.Delay(TimeSpan.FromSeconds(1));
            Assert.True(await Exists(Former));
        }
        await Until.True(async () => !await Exists(Former), "the queue is gone");
        await host.Sleep();
    }

    private static string Name() => $"counters/{Guid.NewGuid():N}";

    private static string Envelope(Guid id, string name) => $$$"""
        {"messageId":"{{{id}}}","messageType":["urn:message:ProjetK.Events:CountedUp"],"message":{"name":"{{{name}}}","value":1}}
        """;

    private static async Task Prepare(IEnumerable<(Guid, string)> messages)
    {
        await Declare(Former);
        await Put(Former, messages);
    }

    /// <summary>As the version before declared it.</summary>
    private static Task Declare(string queue) => TestBroker.Do(async channel =>
    {
        await channel.ExchangeDeclareAsync(Exchange, ExchangeType.Fanout, true, false);
        await Topology.DeclareErrorQueue(channel, queue, default);
        await Topology.DeclareQueue(channel, queue, default);
        await channel.ExchangeBindAsync(queue, Exchange, "");
        return true;
    });

    private static async Task Put(string queue, IEnumerable<(Guid Id, string Name)> messages)
    {
        await using var connection = await new ConnectionFactory { Uri = Testing.TestServers.Broker }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        foreach (var (id, name) in messages)
            await channel.BasicPublishAsync("", queue, mandatory: true, new BasicProperties
            {
                MessageId = $"{id}",
                Persistent = true,
                ContentType = "application/vnd.masstransit+json",
                Headers = new Dictionary<string, object?> { ["MT-Fault-Timestamp"] = "2023-06-01T10:00:00Z" },
            }, System.Text.Encoding.UTF8.GetBytes(Envelope(id, name)));
    }

    private static async Task<bool> Exists(string queue)
    {
        try
        {
            await TestBroker.Count(queue);
            return true;
        }
        catch (OperationInterruptedException)
        {
            return false;
        }
    }

    private Task<long> Received(IEnumerable<string> names) =>
        host.Value<long>($"SELECT count(*) FROM received WHERE name IN ('{string.Join("', '", names)}')");

    public sealed class UpgradedHost : CounterHost
    {
        private bool sleeps = true;

        internal async Task Wake()
        {
            // A test that failed may have left it awake.
            await Stop();
            await base.Start();
            sleeps = false;
        }

        internal async Task Sleep()
        {
            await base.Stop();
            sleeps = true;
        }

        internal async Task Execute(string sql)
        {
            await using var command = Admin.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        }

        protected override Task Start() => Task.CompletedTask;

        protected override Task Stop() => sleeps ? Task.CompletedTask : base.Stop();
    }
}

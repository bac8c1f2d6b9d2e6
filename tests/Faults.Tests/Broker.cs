using System.Text;
using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace ProjetK.FaultTests;

/// <summary>A place on the broker from which messages are listened to and sent as they are, good or bad.</summary>
internal sealed class Broker : IAsyncDisposable
{
    private const string Copy = "x-copy";
    private readonly IConnection connection;
    private readonly IChannel channel;
    private readonly List<Heard> heard = [];

    private Broker(IConnection connection, IChannel channel) => (this.connection, this.channel) = (connection, channel);

    /// <summary>The messages that were heard so far.</summary>
    public IReadOnlyList<Heard> Messages
    {
        get
        {
            lock (heard)
                return [.. heard];
        }
    }

    public static async Task<Broker> Connect(Stack stack)
    {
        var connection = await new ConnectionFactory { Uri = await stack.Broker() }.CreateConnectionAsync();
        return new(connection, await connection.CreateChannelAsync());
    }

    /// <summary>Hears every event from now on, and tells of each that is not a copy.</summary>
    public async Task Listen(Func<Heard, Task> tell)
    {
        var queue = (await channel.QueueDeclareAsync()).QueueName;
        foreach (var exchange in Exchanges)
        {
            await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true);
            await channel.QueueBindAsync(queue, exchange, "");
        }
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            if (delivery.BasicProperties.Headers?.ContainsKey(Copy) is true)
                return;
            var message = new Heard(delivery.Exchange, new(delivery.BasicProperties), delivery.Body.ToArray());
            lock (heard)
                heard.Add(message);
            await tell(message);
        };
        await channel.BasicConsumeAsync(queue, autoAck: true, consumer);
    }

    /// <summary>Delivers a message once more.</summary>
    public async Task Repeat(Heard message)
    {
        var properties = new BasicProperties(message.Properties);
        properties.Headers = new Dictionary<string, object?>(properties.Headers ?? new Dictionary<string, object?>())
        {
            [Copy] = "true",
        };
        await channel.BasicPublishAsync(message.Exchange, "", mandatory: false, properties, message.Body);
    }

    /// <summary>Puts a text into a queue as if it were an event.</summary>
    public ValueTask Put(string queue, string text) => channel.BasicPublishAsync("", queue, mandatory: true,
        new BasicProperties { ContentType = "application/vnd.masstransit+json", Persistent = true },
        Encoding.UTF8.GetBytes(text));

    public Task<uint> Count(string queue) => channel.MessageCountAsync(queue);

    /// <summary>How many messages lie in all queues, the dead ones' too; those that a consumer holds are not
    /// among them.</summary>
    public async Task<long> CountAll()
    {
        // The question for a queue that is not there yet costs the channel.
        await using var look = await connection.CreateChannelAsync();
        var sum = 0L;
        foreach (var queue in Queues.All)
            sum += await look.MessageCountAsync(queue) + await look.MessageCountAsync($"{queue}_error");
        return sum;
    }

    /// <summary>Takes a queue away with all that lies in it, and what leads to it.</summary>
    public async Task Delete(string queue)
    {
        await channel.QueueDeleteAsync(queue);
        await channel.ExchangeDeleteAsync(queue);
    }

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }

    /// <summary>A message as it was heard.</summary>
    internal sealed record Heard(string Exchange, BasicProperties Properties, byte[] Body)
    {
        public string Type => Exchange[(Exchange.IndexOf(':') + 1)..];

        public Guid Id => Guid.Parse(Properties.MessageId!);

        /// <summary>The event without its envelope.</summary>
        public JsonElement Event => JsonDocument.Parse(Body).RootElement.GetProperty("message");
    }

    private static IEnumerable<string> Exchanges =>
        Queues.Consumers.Keys.Select(type => $"{typeof(Events.ConsumedByAttribute).Namespace}:{type}");
}

using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace ProjetK.Benchmarks.Load;

/// <summary>A place at the broker from which events are published, and where others are heard, without a library
/// between: as cheap a client as there is.</summary>
internal sealed class Broker : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Wire = new(JsonSerializerDefaults.Web);
    private readonly IConnection connection;

    private Broker(IConnection connection) => this.connection = connection;

    public static async Task<Broker> Connect(Uri address) =>
        new(await new ConnectionFactory { Uri = address }.CreateConnectionAsync());

    /// <summary>A channel on which a publish ends when the broker has the message safe.</summary>
    public Task<IChannel> OpenConfirmed() =>
        connection.CreateChannelAsync(new CreateChannelOptions(true, true, new ThrottlingRateLimiter(4096)));

    public Task<IChannel> Open() => connection.CreateChannelAsync();

    /// <summary>Publishes an event as the services do: in the envelope that they read.</summary>
    public static ValueTask Publish<TEvent>(IChannel channel, TEvent message) where TEvent : class
    {
        var id = Guid.CreateVersion7();
        var type = typeof(TEvent);
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new { MessageId = id, MessageType = new[] { $"urn:message:{type.Namespace}:{type.Name}" }, Message = message },
            Wire);
        var properties = new BasicProperties
        {
            MessageId = id.ToString(),
            ContentType = "application/vnd.masstransit+json",
            DeliveryMode = DeliveryModes.Persistent,
        };
        return channel.BasicPublishAsync(ExchangeOf<TEvent>(), "", true, properties, body);
    }

    /// <summary>Hears every event of a type from now on.</summary>
    public async Task Hear<TEvent>(Action<TEvent> hear) where TEvent : class
    {
        var channel = await Open();
        var queue = (await channel.QueueDeclareAsync()).QueueName;
        await channel.ExchangeDeclareAsync(ExchangeOf<TEvent>(), ExchangeType.Fanout, true);
        await channel.QueueBindAsync(queue, ExchangeOf<TEvent>(), "");
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            hear(JsonSerializer.Deserialize<Enveloped<TEvent>>(delivery.Body.Span, Wire)!.Message);
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue, autoAck: true, consumer);
    }

    /// <summary>Lets a consumer miss an event: it has nothing to do with what is measured.</summary>
    public async Task Unbind<TEvent>(string queue) where TEvent : class
    {
        await using var channel = await Open();
        await channel.QueueUnbindAsync(queue, ExchangeOf<TEvent>(), "", null);
    }

    /// <summary>Leads an event to a queue.</summary>
    public async Task Bind<TEvent>(string queue) where TEvent : class
    {
        await using var channel = await Open();
        await channel.QueueBindAsync(queue, ExchangeOf<TEvent>(), "");
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static string ExchangeOf<TEvent>() => $"{typeof(TEvent).Namespace}:{typeof(TEvent).Name}";

    private sealed record Enveloped<TEvent>(TEvent Message);
}

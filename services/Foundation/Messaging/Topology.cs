using System.Reflection;
using MassTransit;
using ProjetK.Events;
using RabbitMQ.Client;

namespace ProjetK.Foundation;

/// <summary>Where events go: one queue per consumer, one place for what it could not handle. Publisher and consumer declare
/// the same, so that an event waits for a consumer that never ran.</summary>
internal sealed class Topology
{
    private const int DeliveryLimit = 10;
    private const string DeadLetterExchange = "x-dead-letter-exchange", Limit = "x-delivery-limit";
    private readonly Dictionary<string, Type> events;

    public Topology(IEnumerable<Type> publishes, IReadOnlyList<Subscription> subscriptions)
    {
        events = publishes.ToDictionary(type => type.Name);
        Subscriptions = subscriptions;
        Endpoints = [.. subscriptions.Select(subscription => (subscription.Queue, subscription.Consumer)).Distinct()];
    }

    /// <summary>Who consumes what in this service.</summary>
    public IReadOnlyList<Subscription> Subscriptions { get; }

    /// <summary>The queues that this service empties, each with its consumer.</summary>
    public IReadOnlyList<(string Queue, Type Consumer)> Endpoints { get; }

    /// <summary>What that consumer has to do with that event.</summary>
    public Subscription Subscribed(Type consumer, Type message) => Subscriptions.Single(
        subscription => subscription.Consumer == consumer && subscription.Message == message);

    /// <summary>The queue in which messages for <paramref name="queue"/> wait now.</summary>
    public string Current(string queue) =>
        Subscriptions.FirstOrDefault(subscription => subscription.FormerQueue == queue)?.Queue ?? queue;

    /// <summary>Who empties a queue; empty when nobody in this service does any more.</summary>
    public string ConsumerOf(string queue) => Endpoints
        .FirstOrDefault(endpoint => endpoint.Queue == Current(queue)).Consumer?.Name ?? "";

    public Type Find(string name) => events.TryGetValue(name, out var type)
        ? type
        : throw new InvalidOperationException($"{name} is not among the events that this service publishes.");

    /// <summary>True when somebody must receive that event: then the broker may not drop it.</summary>
    public static bool HasConsumers(Type message) => ConsumersOf(message).Count > 0;

    /// <summary>True when the broker could take that event for delivered though somebody missed it.</summary>
    public bool HasSeveralConsumers(string name) =>
        events.TryGetValue(name, out var type) && ConsumersOf(type).Count > 1;

    /// <summary>Who must receive an event, in all services.</summary>
    public static IReadOnlyList<EventConsumer> ConsumersOf(Type message) =>
        message.GetCustomAttribute<ConsumedByAttribute>()?.Consumers ?? [];

    /// <summary>The name under which the broker leads an event to its consumers.</summary>
    public static string ExchangeOf(Type message) => $"{message.Namespace}:{message.Name}";

    public static string ErrorQueue(string queue) => $"{queue}_error";

    public static void ConfigureQueue(IRabbitMqReceiveEndpointConfigurator endpoint, string queue)
    {
        endpoint.SetQuorumQueue();
        endpoint.SetQueueArgument(Limit, DeliveryLimit);
        endpoint.SetQueueArgument(DeadLetterExchange, ErrorQueue(queue));
    }

    public static void ConfigureErrorQueue(IRabbitMqQueueConfigurator error)
    {
        error.SetQueueArgument(Limit, null);
        error.SetQueueArgument(DeadLetterExchange, null);
    }

    /// <summary>Makes sure that the broker has what leads that event to all who must have it; repeating it changes
    /// nothing. A queue that is missing is made, or where it <paramref name="exists"/> it fails.</summary>
    public static async Task Declare(IChannel channel, Type message, bool exists, CancellationToken cancellation)
    {
        var name = ExchangeOf(message);
        await Exchange(channel, name, cancellation);
        foreach (var consumer in ConsumersOf(message))
        {
            await Place(channel, consumer.Queue, exists, cancellation);
            await channel.ExchangeBindAsync(consumer.Queue, name, "", noWait: true, cancellationToken: cancellation);
        }
        // The declares above are not awaited; this reply confirms them all, because a channel is processed in order and
        // closed on failure.
        await channel.ExchangeDeclarePassiveAsync(name, cancellation);
    }

    /// <summary>Makes sure of one queue and of the place for what fails there.</summary>
    public static async Task DeclareQueue(IChannel channel, string queue, CancellationToken cancellation)
    {
        await Place(channel, queue, exists: false, cancellation);
        await channel.QueueDeclarePassiveAsync(queue, cancellation);
    }

    /// <summary>Makes sure of the place for what fails in that queue.</summary>
    public static async Task DeclareErrorQueue(IChannel channel, string queue, CancellationToken cancellation)
    {
        await PlaceErrors(channel, queue, exists: false, cancellation);
        await channel.QueueDeclarePassiveAsync(ErrorQueue(queue), cancellation);
    }

    private static async Task Place(IChannel channel, string queue, bool exists, CancellationToken cancellation)
    {
        await PlaceErrors(channel, queue, exists, cancellation);
        await Place(channel, queue, new()
        {
            ["x-queue-type"] = "quorum",
            [Limit] = DeliveryLimit,
            [DeadLetterExchange] = ErrorQueue(queue),
        }, exists, cancellation);
    }

    private static Task PlaceErrors(IChannel channel, string queue, bool exists, CancellationToken cancellation) =>
        Place(channel, ErrorQueue(queue), new() { ["x-queue-type"] = "quorum" }, exists, cancellation);

    private static async Task Place(IChannel channel, string queue, Dictionary<string, object?> arguments, bool exists,
        CancellationToken cancellation)
    {
        await Exchange(channel, queue, cancellation);
        // The broker refuses to bind a queue that is missing.
        if (!exists)
            await channel.QueueDeclareAsync(
                queue, true, false, false, arguments, noWait: true, cancellationToken: cancellation);
        await channel.QueueBindAsync(queue, queue, "", noWait: true, cancellationToken: cancellation);
    }

    /// <summary>A message that no consumer knows goes where failed ones go: one place to look at.</summary>
    internal sealed class Skipped : IDeadLetterQueueNameFormatter
    {
        public string FormatDeadLetterQueueName(string queueName) => ErrorQueue(queueName);
    }

    private static Task Exchange(IChannel channel, string name, CancellationToken cancellation) =>
        channel.ExchangeDeclareAsync(
            name, ExchangeType.Fanout, true, false, noWait: true, cancellationToken: cancellation);
}

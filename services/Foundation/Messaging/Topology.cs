using System.Reflection;
using System.Text;
using MassTransit;
using ProjetK.Events;
using RabbitMQ.Client;

namespace ProjetK.Foundation;

/// <summary>Where events go: one queue per event and consuming service, one place for what could not be handled.
/// Publisher and consumer declare the same, so that an event waits for a consumer that never ran.</summary>
internal sealed class Topology
{
    private const int DeliveryLimit = 10;
    private const string DeadLetterExchange = "x-dead-letter-exchange", Limit = "x-delivery-limit";
    private readonly Dictionary<string, Type> events;

    public Topology(string service, IEnumerable<Type> publishes, IReadOnlyCollection<Type> consumes)
    {
        events = publishes.ToDictionary(type => type.Name);
        Consumed = [.. consumes.Select(message => Queue(service, message)).Distinct()];
    }

    /// <summary>The queues that this service empties.</summary>
    public IReadOnlyList<string> Consumed { get; }

    public Type Find(string name) => events.TryGetValue(name, out var type)
        ? type
        : throw new InvalidOperationException($"{name} is not among the events that this service publishes.");

    /// <summary>True when somebody must receive that event: then the broker may not drop it.</summary>
    public static bool HasConsumers(Type message) => Consumers(message).Count > 0;

    /// <summary>True when the broker could take that event for delivered though somebody missed it.</summary>
    public bool HasSeveralConsumers(string name) =>
        events.TryGetValue(name, out var type) && Consumers(type).Count > 1;

    public static string Queue(string service, Type message) => $"{service}-{Kebab(message.Name)}";

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
        var name = EntityName(message);
        await Exchange(channel, name, cancellation);
        foreach (var queue in Consumers(message).Select(consumer => Queue(consumer, message)))
        {
            await Place(channel, queue, exists, cancellation);
            await channel.ExchangeBindAsync(queue, name, "", noWait: true, cancellationToken: cancellation);
        }
        // One answer for all: the broker does one thing after the other, and closes the channel when it will not.
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

    private static IReadOnlyList<string> Consumers(Type message) =>
        message.GetCustomAttribute<ConsumedByAttribute>()?.Services ?? [];

    private static string EntityName(Type message) => $"{message.Namespace}:{message.Name}";

    private static string Kebab(string name)
    {
        var kebab = new StringBuilder(name.Length + 8);
        foreach (var character in name)
        {
            if (char.IsUpper(character) && kebab.Length > 0)
                kebab.Append('-');
            kebab.Append(char.ToLowerInvariant(character));
        }
        return kebab.ToString();
    }
}

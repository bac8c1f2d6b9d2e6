using System.Reflection;
using System.Text;
using MassTransit;
using ProjetK.Events;
using RabbitMQ.Client;

namespace ProjetK.ServiceDefaults;

/// <summary>Where events go: one queue per event and consuming service, one place for what could not be handled.
/// Publisher and consumer declare the same, so that an event waits for a consumer that never ran.</summary>
internal sealed class Topology
{
    private const int DeliveryLimit = 10;
    private const string DeadLetterExchange = "x-dead-letter-exchange", Limit = "x-delivery-limit";
    private readonly Dictionary<string, Type> events;
    private readonly HashSet<(Type Message, string Queue)> queues;

    public Topology(string service, IEnumerable<Type> publishes, IReadOnlyCollection<Type> consumes)
    {
        events = publishes.ToDictionary(type => type.Name);
        Consumed = [.. consumes.Select(message => Queue(service, message)).Distinct()];
        queues = events.Values
            .SelectMany(message => Consumers(message).Select(consumer => (message, Queue(consumer, message))))
            .Concat(consumes.Select(message => (message, Queue(service, message))))
            .ToHashSet();
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

    /// <summary>Makes sure that the broker has the exchanges, queues and bindings of these events; repeating it
    /// changes nothing.</summary>
    public async Task Declare(Uri broker, Func<Type, bool> messages, CancellationToken cancellation)
    {
        var factory = new ConnectionFactory { Uri = broker, AutomaticRecoveryEnabled = false };
        await using var connection = await factory.CreateConnectionAsync("topology", cancellation);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
        foreach (var message in events.Values.Where(messages))
            await Exchange(channel, EntityName(message), cancellation);
        foreach (var (message, queue) in queues.Where(pair => messages(pair.Message)))
        {
            await Declare(channel, ErrorQueue(queue), new() { ["x-queue-type"] = "quorum" }, cancellation);
            await Declare(channel, queue, new()
            {
                ["x-queue-type"] = "quorum",
                [Limit] = DeliveryLimit,
                [DeadLetterExchange] = ErrorQueue(queue),
            }, cancellation);
            await Exchange(channel, EntityName(message), cancellation);
            await channel.ExchangeBindAsync(queue, EntityName(message), "", cancellationToken: cancellation);
        }
    }

    private static async Task Declare(
        IChannel channel, string queue, Dictionary<string, object?> arguments, CancellationToken cancellation)
    {
        await Exchange(channel, queue, cancellation);
        await channel.QueueDeclareAsync(queue, true, false, false, arguments, cancellationToken: cancellation);
        await channel.QueueBindAsync(queue, queue, "", cancellationToken: cancellation);
    }

    /// <summary>A message that no consumer knows goes where failed ones go: one place to look at.</summary>
    internal sealed class Skipped : IDeadLetterQueueNameFormatter
    {
        public string FormatDeadLetterQueueName(string queueName) => ErrorQueue(queueName);
    }

    private static Task Exchange(IChannel channel, string name, CancellationToken cancellation) =>
        channel.ExchangeDeclareAsync(name, ExchangeType.Fanout, true, false, cancellationToken: cancellation);

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

using System.Reflection;
using MassTransit;
using ProjetK.Events;

namespace ProjetK.Foundation;

/// <summary>A consumer of this service and one event that it consumes.</summary>
internal sealed record Subscription(string Service, Type Consumer, Type Message)
{
    /// <summary>Where events wait for this consumer, whatever they are.</summary>
    public string Queue { get; } = EventConsumer.QueueOf(Service, Consumer.Name);

    /// <summary>Where they waited when a service had one queue per event; null where there never was such a
    /// queue.</summary>
    public string? FormerQueue { get; } = Consumer.IsDefined(typeof(InheritsEventQueueAttribute), inherit: false)
        ? EventConsumer.QueueOf(Service, Message.Name)
        : null;

    /// <summary>Under what the inbox remembers what this consumer did. One that inherited a queue keeps its key:
    /// replicas of both versions may receive the same message while the service is upgraded.</summary>
    public string InboxKey => FormerQueue ?? Queue;

    /// <summary>All consumers of that assembly and those that every service has. Fails for one of the assembly that its
    /// event does not name: publishers would not declare its queue.</summary>
    public static IReadOnlyList<Subscription> Find(string service, Assembly assembly)
    {
        var found = In(assembly, service).ToList();
        var unnamed = found.Find(subscription => !Topology.ConsumersOf(subscription.Message)
            .Contains(new EventConsumer(service, subscription.Consumer.Name)));
        return unnamed is null
            ? [.. In(typeof(Subscription).Assembly, service), .. found]
            : throw new InvalidOperationException(
                $"[ConsumedBy] of {unnamed.Message.Name} lacks {service}/{unnamed.Consumer.Name}.");
    }

    private static IEnumerable<Subscription> In(Assembly assembly, string service) => assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false })
        .SelectMany(type => type.GetInterfaces()
            .Where(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IConsumer<>))
            .Select(face => new Subscription(service, type, face.GetGenericArguments()[0])));
}

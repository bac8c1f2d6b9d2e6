using System.Reflection;

namespace ProjetK.FaultTests;

/// <summary>The queues there must be, by what the events say of their consumers.</summary>
internal static class Queues
{
    /// <summary>Every event type and who must receive it.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<Events.EventConsumer>> Consumers { get; } =
        typeof(Events.ConsumedByAttribute).Assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(Events.ConsumedByAttribute), inherit: false))
            .ToDictionary(type => type.Name,
                type => type.GetCustomAttribute<Events.ConsumedByAttribute>()!.Consumers);

    public static IReadOnlyList<string> All { get; } =
        [.. Consumers.SelectMany(pair => pair.Value.Select(consumer => consumer.Queue)).Distinct()];

    /// <summary>How the inbox of a consumer names it: it keeps the name of the queue that it inherited.</summary>
    public static string InboxKeyOf(Events.EventConsumer consumer, string type) =>
        Events.EventConsumer.QueueOf(consumer.Service, type);
}

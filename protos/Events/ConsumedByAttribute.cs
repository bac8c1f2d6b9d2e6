namespace ProjetK.Events;

/// <summary>Names the consumers of an event, so that its publisher can declare their queues before the first publish.</summary>
/// <param name="consumers">Each as <c>{service}/{class}</c>, the service as in the AppHost, e.g. <c>funding/FreezeRates</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ConsumedByAttribute(params string[] consumers) : Attribute
{
    /// <summary>The consumers: a service may react to one event in several ways, each with a queue of its own.</summary>
    public IReadOnlyList<EventConsumer> Consumers { get; } = [.. consumers.Select(EventConsumer.Parse)];
}

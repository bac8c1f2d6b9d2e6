namespace ProjetK.Foundation;

/// <summary>Marks the consumer that reacted to its event when a service had one queue per event, not per consumer: it
/// inherits what waits in that queue, and its key in the inbox, so that nothing is lost and nothing is done twice
/// (docs/decisions/0014-a-queue-per-consumer.md). New consumers do without.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class InheritsEventQueueAttribute : Attribute;

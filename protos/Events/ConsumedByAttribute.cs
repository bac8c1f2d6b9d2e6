namespace ProjetK.Events;

/// <summary>Names the services that consume an event, so that its publisher can declare their queues before the first publish.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ConsumedByAttribute(params string[] services) : Attribute
{
    /// <summary>Names of the consuming services, as in the AppHost.</summary>
    public IReadOnlyList<string> Services { get; } = services;
}

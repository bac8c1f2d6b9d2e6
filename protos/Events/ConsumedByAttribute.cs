namespace ProjetK.Events;

/// <summary>Names the services that must receive an event, so that its publisher can keep a queue for each of them.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ConsumedByAttribute(params string[] services) : Attribute
{
    /// <summary>The names of the consuming services.</summary>
    public IReadOnlyList<string> Services { get; } = services;
}

using System.Collections.ObjectModel;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What is known about a resource, in the order in which it was said.</summary>
public sealed class ResourceAnnotationCollection : Collection<IResourceAnnotation>;

/// <summary>The variables that a process will receive: texts, or values known when it starts.</summary>
public sealed class EnvironmentCallbackContext
{
    public Dictionary<string, object> EnvironmentVariables { get; } = [];

    /// <summary>Which of the like processes the variables are for.</summary>
    internal int Replica { get; init; }
}

internal sealed record EnvironmentCallbackAnnotation(Action<EnvironmentCallbackContext> Callback) : IResourceAnnotation;

/// <summary>Where else something of a resource can be looked at.</summary>
public sealed class ResourceUrlsCallbackContext(IResource resource)
{
    public IResource Resource => resource;
    public List<ResourceUrlAnnotation> Urls { get; } = [];
}

/// <summary>An address that a person may want to open.</summary>
public sealed class ResourceUrlAnnotation : IResourceAnnotation
{
    public required string Url { get; set; }
    public string? DisplayText { get; set; }
}

internal sealed record ResourceUrlsCallbackAnnotation(Action<ResourceUrlsCallbackContext> Callback)
    : IResourceAnnotation;

internal sealed record ArgumentsAnnotation(IReadOnlyList<string> Arguments) : IResourceAnnotation;

internal sealed record HttpHealthCheckAnnotation(EndpointReference Endpoint, string Path, int StatusCode)
    : IResourceAnnotation;

/// <summary>How many like processes of a project run side by side.</summary>
public sealed class ReplicaAnnotation(int replicas = 1) : IResourceAnnotation
{
    public int Replicas => replicas;
}

/// <summary>What a resource waits for.</summary>
public enum WaitType { WaitUntilHealthy, WaitForCompletion, WaitUntilStarted }

/// <summary>A resource that has to be healthy, started or finished first.</summary>
public sealed class WaitAnnotation(IResource resource, WaitType waitType, int exitCode = 0) : IResourceAnnotation
{
    public IResource Resource => resource;
    public WaitType WaitType => waitType;
    public int ExitCode => exitCode;
}

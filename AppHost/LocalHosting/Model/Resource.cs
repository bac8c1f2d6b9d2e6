using ProjetK.AppHost.LocalHosting;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What every resource is: a name, what is known about it, and how the local host starts it.</summary>
public abstract class Resource(string name) : IResource
{
    public string Name => name;
    public ResourceAnnotationCollection Annotations { get; } = [];

    /// <summary>Starts one replica of it; the answer is its process, if it has one.</summary>
    internal virtual Task<SupervisedProcess?> StartAsync(Replica replica, CancellationToken cancellation) =>
        Task.FromResult<SupervisedProcess?>(null);

    /// <summary>Whether a replica can be used; asked again and again as it starts, so an exception means "not
    /// yet".</summary>
    internal virtual Task<bool> IsHealthyAsync(int replica, CancellationToken cancellation) => Task.FromResult(true);

    internal int ReplicaCount => All<ReplicaAnnotation>().LastOrDefault()?.Replicas ?? 1;

    /// <summary>Whether a person wants to see it in the list of what runs.</summary>
    internal virtual bool IsShown => true;

    internal IEnumerable<T> All<T>() => Annotations.OfType<T>();
}

/// <summary>A text from the configuration, or generated once and then remembered.</summary>
public sealed class ParameterResource : Resource, IValueProvider
{
    private readonly Lazy<string> value;

    internal ParameterResource(string name, Func<string> value, bool secret) : base(name)
    {
        this.value = new(value);
        Secret = secret;
    }

    public bool Secret { get; }
    internal override bool IsShown => false;

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(value.Value);
}

/// <summary>A connection string made of other resources' values.</summary>
public sealed class ConnectionStringResource(string name, ReferenceExpression connectionString)
    : Resource(name), IResourceWithConnectionString, IResourceWithWaitSupport
{
    public ReferenceExpression ConnectionStringExpression => connectionString;
    internal override bool IsShown => false;
}

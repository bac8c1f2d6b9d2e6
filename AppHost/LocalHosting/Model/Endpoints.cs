using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A port on which a resource listens.</summary>
public sealed class EndpointAnnotation : IResourceAnnotation
{
    internal EndpointAnnotation(string name) => Name = name;

    public string Name { get; }

    /// <summary>The port that was asked for; none, or 0, lets the host choose a free one.</summary>
    public int? Port { get; set; }

    public string UriScheme { get; set; } = "tcp";
    public string Transport { get; set; } = "tcp";
    public string TargetHost { get; set; } = "localhost";
    public bool IsExternal { get; set; }

    /// <summary>One per replica.</summary>
    internal IReadOnlyList<int> AllocatedPorts { get; set; } = [];
}

/// <summary>What can be asked of an endpoint.</summary>
public enum EndpointProperty { Url, Host, IPV4Host, Port, Scheme, TargetPort, HostAndPort }

/// <summary>Refers to an endpoint of a resource, before and after a port is allocated to it.</summary>
public sealed class EndpointReference(IResourceWithEndpoints owner, string endpointName) : IValueProvider
{
    public IResourceWithEndpoints Resource => owner;
    public string EndpointName => endpointName;
    public bool Exists => Find() is not null;
    public bool IsAllocated => Find()?.AllocatedPorts.Count > Replica;
    public string Scheme => EndpointAnnotation.UriScheme;
    public string Host => EndpointAnnotation.TargetHost;
    public string Url => $"{Scheme}://{Host}:{Port}";

    public EndpointAnnotation EndpointAnnotation => Find()
        ?? throw new InvalidOperationException($"'{owner.Name}' has no endpoint '{endpointName}'.");

    public int Port => IsAllocated
        ? EndpointAnnotation.AllocatedPorts[Replica]
        : throw new InvalidOperationException($"'{owner.Name}' has a port for '{endpointName}' once it starts.");

    internal int Replica { get; init; }

    internal EndpointReference OfReplica(int replica) => new(owner, endpointName) { Replica = replica };

    public EndpointReferenceExpression Property(EndpointProperty property) => new(this, property);

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(Url);

    private EndpointAnnotation? Find() => owner.Annotations.OfType<EndpointAnnotation>()
        .FirstOrDefault(endpoint => endpoint.Name.Equals(endpointName, StringComparison.OrdinalIgnoreCase));
}

/// <summary>One property of an endpoint, as a text known once the stack starts.</summary>
public sealed class EndpointReferenceExpression(EndpointReference endpoint, EndpointProperty property) : IValueProvider
{
    public EndpointReference Endpoint => endpoint;
    public EndpointProperty Property => property;

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(property switch
    {
        EndpointProperty.Url => endpoint.Url,
        EndpointProperty.Host => endpoint.Host,
        EndpointProperty.IPV4Host => "127.0.0.1",
        EndpointProperty.Port or EndpointProperty.TargetPort => endpoint.Port.ToString(CultureInfo.InvariantCulture),
        EndpointProperty.Scheme => endpoint.Scheme,
        EndpointProperty.HostAndPort => $"{endpoint.Host}:{endpoint.Port}",
    });
}

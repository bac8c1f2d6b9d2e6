using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.ServiceDiscovery;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace ProjetK.Gateway;

/// <summary>Finds where the destinations of the routes are: one per replica of the service they name.</summary>
internal sealed class DiscoveredDestinations(ServiceEndpointResolver discovery) : IDestinationResolver
{
    public async ValueTask<ResolvedDestinationCollection> ResolveDestinationsAsync(
        IReadOnlyDictionary<string, DestinationConfig> destinations, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, DestinationConfig>();
        var changes = new List<IChangeToken>();
        foreach (var (name, destination) in destinations)
        {
            var addresses = await Find(destination.Address);
            var probes = await Find(destination.Health ?? destination.Address);
            for (var replica = 0; replica < addresses.Count; replica++)
                found[$"{name}/{replica}"] = destination with
                {
                    Address = addresses[replica],
                    Health = probes[Math.Min(replica, probes.Count - 1)],
                };
        }
        return new(found, new CompositeChangeToken(changes));

        async ValueTask<IReadOnlyList<string>> Find(string service)
        {
            var source = await discovery.GetEndpointsAsync(service, cancellationToken);
            changes.Add(source.ChangeToken);
            return [.. source.Endpoints.Select(endpoint => Address(endpoint, new Uri(service)))];
        }
    }

    private static string Address(ServiceEndpoint endpoint, Uri service) => endpoint.EndPoint is UriEndPoint found
        ? found.Uri.ToString()
        : $"{service.Scheme}://{endpoint}";
}

using System.Net;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace ProjetK.Gateway;

/// <summary>Asks a service for its health over HTTP/1.1, whatever the requests to it speak.</summary>
internal sealed class HealthProbes : IProbingRequestFactory
{
    public HttpRequestMessage CreateRequest(ClusterModel cluster, DestinationModel destination) =>
        new(HttpMethod.Get, new Uri(
            new Uri(destination.Config.Health ?? destination.Config.Address),
            cluster.Config.HealthCheck?.Active?.Path))
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
}

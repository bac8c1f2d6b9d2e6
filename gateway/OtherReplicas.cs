using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace ProjetK.Gateway;

/// <summary>Sends a request to another replica when the first could not be reached: nothing of it was sent, so nothing
/// can happen twice. Who comes after does not try that one, for as long as the setting ReactivationPeriod of its cluster
/// says.</summary>
internal sealed class OtherReplicas(IDestinationHealthUpdater health) : IPassiveHealthCheckPolicy
{
    public const string Policy = "Unreached";

    private static readonly TimeSpan AWhile = TimeSpan.FromSeconds(1);

    public string Name => Policy;

    public void RequestProxied(HttpContext context, ClusterState cluster, DestinationState destination)
    {
        if (IsUnreached(context))
            health.SetPassive(cluster, destination, DestinationHealth.Unhealthy,
                cluster.Model.Config.HealthCheck?.Passive?.ReactivationPeriod ?? AWhile);
    }

    /// <summary>Must come before a replica is chosen.</summary>
    public static async Task Try(HttpContext context, RequestDelegate next)
    {
        var proxy = context.GetReverseProxyFeature();
        var available = proxy.AvailableDestinations;
        List<DestinationState>? untried = null;
        while (true)
        {
            await next(context);
            if (!IsUnreached(context) || context.Response.HasStarted || context.RequestAborted.IsCancellationRequested
                || proxy.ProxiedDestination is not { } tried)
                return;
            untried ??= [.. proxy.AllDestinations];
            untried.Remove(tried);
            if (untried.Count == 0)
                return;
            context.Features.Set<IForwarderErrorFeature>(null);
            context.Response.StatusCode = StatusCodes.Status200OK;
            // The one that is thought dead may be back, and the one that is thought alive was not.
            var better = untried.Where(available.Contains).ToList();
            proxy.AvailableDestinations = better.Count > 0 ? better : [.. untried];
        }
    }

    private static bool IsUnreached(HttpContext context) => context.GetForwarderErrorFeature() is
    {
        Exception: HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError,
        },
    };
}

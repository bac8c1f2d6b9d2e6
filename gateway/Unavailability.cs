using ProjetK.ServiceDefaults;
using Yarp.ReverseProxy.Forwarder;

namespace ProjetK.Gateway;

/// <summary>Says in the caller's protocol that a service could not be reached, instead of an empty 502 or 503.</summary>
internal static class Unavailability
{
    public static void UseUnavailability(this IReverseProxyApplicationBuilder proxy)
    {
        proxy.Use(async (context, next) =>
        {
            await next(context);
            if (context.GetForwarderErrorFeature() is not { } failure
                || context.Response.HasStarted || context.RequestAborted.IsCancellationRequested)
                return;
            if (BadRequest(failure.Exception) is { } bad)
                Refuse(context, bad);
            else
                Refuse(context, CommonErrors.DependencyUnavailable(
                    context.GetReverseProxyFeature().Cluster.Config.ClusterId, failure.Exception), failure.Exception);
        });
        proxy.Use(OtherReplicas.Try);
        // The steps that a proxy takes when it is given none.
        proxy.UseSessionAffinity();
        proxy.UseLoadBalancing();
        proxy.UsePassiveHealthChecks();
    }

    private static void Refuse(HttpContext context, DomainException refusal, Exception? failure)
    {
        if (!context.Request.IsGrpc())
            throw refusal;
        context.Response.WriteStatus(refusal.ToStatus(), failure);
    }

    private static void Refuse(HttpContext context, BadHttpRequestException bad)
    {
        if (bad.StatusCode == StatusCodes.Status413PayloadTooLarge)
            Bodies.Refuse(context);
        else
            Refuse(context, HttpStatuses.Malformed(), null);
    }

    /// <summary>Why the body could not be read, where that is why the request could not be sent on.</summary>
    private static BadHttpRequestException? BadRequest(Exception? failure) => failure switch
    {
        BadHttpRequestException bad => bad,
        AggregateException several => several.InnerExceptions.Select(BadRequest).FirstOrDefault(bad => bad is not null),
        _ => failure is null ? null : BadRequest(failure.InnerException),
    };
}

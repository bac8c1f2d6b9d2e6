using ProjetK.ServiceDefaults;
using Yarp.ReverseProxy.Forwarder;

namespace ProjetK.Gateway;

/// <summary>Says in the caller's protocol that a service could not be reached, instead of an empty 502 or 503.</summary>
internal static class Unavailability
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static void UseUnavailability(this IReverseProxyApplicationBuilder proxy)
    {
        proxy.Use(async (context, next) =>
        {
            await next(context);
            if (context.GetForwarderErrorFeature() is not { } failure
                || context.Response.HasStarted || context.RequestAborted.IsCancellationRequested)
                return;
            if (IsTooLarge(failure.Exception) || await IsHungUpOn(context, failure))
                Bodies.Refuse(context);
            else if (Contains<BadHttpRequestException>(failure.Exception, _ => true))
                Refuse(context, HttpStatuses.Malformed(), null);
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

    /// <summary>A service does not wait for the end of a message that is too large, and the answer that it gave instead
    /// may be lost: what is still coming shows whether that was it. The service may hang up while the proxy writes to it,
    /// while it waits for the client, or between the two.</summary>
    private static async Task<bool> IsHungUpOn(HttpContext context, IForwarderErrorFeature failure)
    {
        if (failure is not ({ Error: ForwarderError.RequestBodyDestination or ForwarderError.Request }
            or { Error: ForwarderError.RequestBodyClient, Exception: OperationCanceledException }))
            return false;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        patience.CancelAfter(Patience);
        try
        {
            await context.Request.Body.CopyToAsync(Stream.Null, patience.Token);
            return false;
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            return IsTooLarge(exception);
        }
    }

    /// <summary>The reader of the body fails, and with it the request that should have carried it on.</summary>
    private static bool IsTooLarge(Exception? failure) => Contains<BadHttpRequestException>(
        failure, bad => bad.StatusCode == StatusCodes.Status413PayloadTooLarge);

    private static bool Contains<T>(Exception? failure, Func<T, bool> such) where T : Exception => failure switch
    {
        T found when such(found) => true,
        AggregateException several => several.InnerExceptions.Any(inner => Contains(inner, such)),
        _ => failure?.InnerException is { } inner && Contains(inner, such),
    };
}

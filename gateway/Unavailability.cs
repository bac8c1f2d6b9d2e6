using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;
using ProjetK.ServiceDefaults;
using Yarp.ReverseProxy.Forwarder;

namespace ProjetK.Gateway;

/// <summary>Says in the caller's own protocol that a service could not be reached, instead of an empty 502 or 503.</summary>
internal static class Unavailability
{
    public static void UseUnavailability(this IReverseProxyApplicationBuilder proxy)
    {
        proxy.Use(async (context, next) =>
        {
            await next(context);
            if (context.Response.HasStarted || context.RequestAborted.IsCancellationRequested
                || Refusal(context) is not { } refusal)
                return;
            if (!context.Request.IsGrpc())
                throw refusal;
            WriteTrailers(context.Response, refusal);
        });
        // The steps that a proxy takes when it is given none.
        proxy.UseSessionAffinity();
        proxy.UseLoadBalancing();
        proxy.UsePassiveHealthChecks();
    }

    private static DomainException? Refusal(HttpContext context)
    {
        var failure = context.GetForwarderErrorFeature();
        if (failure is null)
            return null;
        return failure.Exception is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }
            ? BodyLimits.TooLarge(context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? 0)
            : CommonErrors.DependencyUnavailable(context.GetReverseProxyFeature().Cluster.Config.Metadata?["Service"] ?? "");
    }

    private static void WriteTrailers(HttpResponse response, DomainException refusal)
    {
        var contentType = response.HttpContext.Request.ContentType;
        response.Clear();
        response.ContentType = contentType;
        response.Headers["grpc-status"] = ((int)refusal.Code).ToString();
        response.Headers["grpc-message"] = Uri.EscapeDataString(refusal.Message);
        response.Headers["grpc-status-details-bin"] = refusal.ToStatus().ToByteString().ToBase64().TrimEnd('=');
    }
}

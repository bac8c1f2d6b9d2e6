using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using ProjetK.ServiceDefaults;

namespace ProjetK.Gateway;

/// <summary>Refuses a body of JSON or gRPC-Web that says itself to be too large. What turns out so the service refuses,
/// whose answer comes over HTTP/2 while the client still sends. A stream of gRPC may be long, and silent.</summary>
internal static class Bodies
{
    private const long MostToReadOn = 32 * 1024 * 1024;
    private const int FrameHeader = 5;

    public static void UseBodyLimits(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var request = context.Request;
        if (request.IsGrpc() && !request.IsGrpcWeb())
        {
            Limit(context, null);
            if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
                rate.MinDataRate = null;
            return next(context);
        }
        // Kestrel goes on reading for a while: a client whose connection breaks while it sends never sees the answer.
        Limit(context, MostToReadOn);
        if (!(request.ContentLength > (request.IsGrpcWeb() ? LargestGrpcWebBody(request) : JsonErrors.LargestBody)))
            return next(context);
        Refuse(context);
        return Task.CompletedTask;
    });

    /// <summary>Says that the body is too large.</summary>
    public static void Refuse(HttpContext context)
    {
        if (!context.Request.IsGrpc())
            throw JsonErrors.TooLarge();
        context.Response.WriteStatus(GrpcErrors.TooLarge().ToStatus());
    }

    private static long LargestGrpcWebBody(HttpRequest request)
    {
        long binary = JsonErrors.LargestBody + FrameHeader;
        var isBase64 = request.ContentType!.Contains("text", StringComparison.OrdinalIgnoreCase);
        return isBase64 ? (binary + 2) / 3 * 4 : binary;
    }

    private static void Limit(HttpContext context, long? bytes)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = bytes;
    }
}

using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using ProjetK.ServiceDefaults;

namespace ProjetK.Gateway;

/// <summary>What the gateway lets through to the services: a body of JSON or gRPC-Web, or a document, up to its limit. gRPC it leaves
/// to the services, which count messages: a stream may be long, and silent.</summary>
internal static class Bodies
{
    private const long MostToReadOn = 32 * 1024 * 1024, MostOfUploadToReadOn = 128 * 1024 * 1024;
    private const int AroundDocument = 64 * 1024;
    private const int FrameHeader = 5;

    public static void UseBodyLimits(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var request = context.Request;
        if (request.IsGrpc() && !request.IsGrpcWeb())
        {
            Limit(context, null);
            if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
                rate.MinDataRate = null;
            await next(context);
            return;
        }
        // Kestrel goes on reading for a while: a client whose connection breaks while it sends never sees the answer.
        Limit(context, Uploads.Is(context) || Uploads.IsPage(context) ? MostOfUploadToReadOn : MostToReadOn);
        var most = Uploads.Is(context) ? CommonErrors.LargestDocument + AroundDocument
            : Uploads.IsPage(context) ? 2 * CommonErrors.LargestDocument
            : request.IsGrpcWeb() ? LargestGrpcWebBody(request)
            : JsonErrors.LargestBody;
        if (request.ContentLength > most)
            Refuse(context);
        else
        {
            request.Body = new LimitedBody(request.Body, most);
            await next(context);
        }
    });

    /// <summary>Says that the body is too large.</summary>
    public static void Refuse(HttpContext context)
    {
        if (!context.Request.IsGrpc())
            throw Uploads.Is(context) ? CommonErrors.DocumentTooLarge() : JsonErrors.TooLarge();
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

using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using ProjetK.ServiceDefaults;

namespace ProjetK.Gateway;

/// <summary>Refuses JSON that is too large before a service sees it; leaves gRPC to the services, which count messages
/// rather than bytes and answer in gRPC's own words.</summary>
internal static class BodyLimits
{
    public static void UseBodyLimits(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var size = context.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (context.Request.IsGrpc())
        {
            if (size is { IsReadOnly: false })
                size.MaxRequestBodySize = null;
            // A stream may be silent for longer than a body may.
            if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
                rate.MinDataRate = null;
        }
        else if (context.Request.ContentLength > size?.MaxRequestBodySize)
            throw TooLarge(size.MaxRequestBodySize.Value);
        return next(context);
    });

    public static DomainException TooLarge(long bytes) =>
        CommonErrors.InvalidField("body", $"must not be larger than {bytes / (1024 * 1024)} MiB.");
}

using ProjetK.ServiceDefaults;
using Yarp.ReverseProxy.Model;

namespace ProjetK.Gateway;

/// <summary>Knows from the protos which requests over HTTP carry a file: those for RPCs that take a stream.</summary>
internal static class Uploads
{
    private static readonly HashSet<RpcName> Rpcs =
    [
        .. Contract.Services.SelectMany(service => service.Methods).Where(rpc => rpc.IsClientStreaming)
            .Select(rpc => new RpcName(rpc.Service.FullName, rpc.Name)),
    ];

    public static bool Is(HttpContext context) => !context.Request.IsGrpc()
        && context.Features.Get<RpcName>() is { } rpc && Rpcs.Contains(rpc);

    /// <summary>Whether it is a form of a page, which may hold a file, too; the page itself says what is too large.</summary>
    public static bool IsPage(HttpContext context) =>
        context.Request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true
        && context.GetEndpoint()?.Metadata.GetMetadata<RouteModel>()?.Config.ClusterId == Routes.Portal;
}

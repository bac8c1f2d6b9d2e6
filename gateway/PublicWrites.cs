using ProjetK.Auth.V1;
using ProjetK.ServiceDefaults;

namespace ProjetK.Gateway;

/// <summary>Knows from the protos what anybody may write: RPCs that are public and change something. A request counts
/// by the RPC that it is for, however its path is spelled.</summary>
internal static class PublicWrites
{
    private static readonly HashSet<RpcName> Rpcs =
    [
        .. Contract.Services.SelectMany(service => service.Methods)
            .Where(rpc => rpc.GetOptions()?.GetExtension(AccessExtensions.Access) is { Public: true }
                && rpc.InputType.FindFieldByName("request_id") is not null)
            .Select(rpc => new RpcName(rpc.Service.FullName, rpc.Name)),
    ];

    public static bool Are(HttpContext context) =>
        context.Features.Get<RpcName>() is { } rpc && Rpcs.Contains(rpc);

    /// <summary>Whatever is sent to the provider of identities tries a password, a code or a link.</summary>
    public static bool IsSignIn(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && request.Path.StartsWithSegments("/connect");
}

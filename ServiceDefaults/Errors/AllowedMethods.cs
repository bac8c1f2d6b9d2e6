using Microsoft.AspNetCore.Grpc.JsonTranscoding;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace ProjetK.ServiceDefaults;

/// <summary>Knows the methods to which a path answers over JSON, where the router only says that it found
/// nothing.</summary>
internal sealed class AllowedMethods(EndpointDataSource endpoints)
{
    private readonly Lazy<(TemplateMatcher Path, IReadOnlyList<string> Methods)[]> rpcs = new(() =>
    [
        .. from endpoint in endpoints.Endpoints.OfType<RouteEndpoint>()
           where endpoint.Metadata.GetMetadata<GrpcJsonTranscodingMetadata>() is not null
           let methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods
           where methods is not null
           select (new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), []), methods),
    ]);

    /// <summary>None when there is nothing at that path.</summary>
    public string[] At(PathString path) =>
    [
        .. rpcs.Value.Where(rpc => rpc.Path.TryMatch(path, [])).SelectMany(rpc => rpc.Methods)
            .SelectMany(method => HttpMethods.IsGet(method) ? [method, HttpMethods.Head] : new[] { method })
            .Distinct().Order(StringComparer.Ordinal),
    ];
}

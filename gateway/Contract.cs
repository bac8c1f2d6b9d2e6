using System.Reflection;
using Google.Api;
using Google.Protobuf.Reflection;
using ProjetK.ServiceDefaults;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace ProjetK.Gateway;

/// <summary>What is served here, read from the compiled protos: for reflection and for the front page.</summary>
internal static class Contract
{
    private const string Attribution =
        "Sources : INSEE, populations de référence 2023 (en vigueur au 1er janvier 2026) et Code officiel géographique "
        + "2026 ; DGCL, EPCI 2026 ; La Poste, codes postaux, via Etalab, decoupage-administratif v6.0.0 (mars 2026). "
        + "Contours © IGN, Admin Express COG 2018, via france-geojson. Licence Ouverte 2.0.";

    /// <summary>Every gRPC service of Projet K, by name.</summary>
    public static IReadOnlyList<ServiceDescriptor> Services { get; } =
    [
        .. typeof(Auth.V1.AccessExtensions).Assembly.GetTypes()
            .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static))
            .Where(property => property?.PropertyType == typeof(ServiceDescriptor))
            .Select(property => (ServiceDescriptor)property!.GetValue(null)!)
            .OrderBy(service => service.FullName, StringComparer.Ordinal),
    ];

    private static readonly RpcPaths Paths = new(Services);

    /// <summary>The RPC that a request is for, by whichever wire; null when it is for none.</summary>
    public static RpcName? Find(HttpContext context) =>
        Paths.Find(context.Request.Method, context.Request.Path.Value ?? "");

    /// <summary>Path and method of an RPC over JSON; null when it has none.</summary>
    public static (string Method, string Path)? RouteOf(MethodDescriptor rpc)
    {
        var rule = rpc.GetOptions()?.GetExtension(AnnotationsExtensions.Http);
        return rule?.PatternCase switch
        {
            HttpRule.PatternOneofCase.Get => ("GET", rule.Get),
            HttpRule.PatternOneofCase.Put => ("PUT", rule.Put),
            HttpRule.PatternOneofCase.Post => ("POST", rule.Post),
            HttpRule.PatternOneofCase.Delete => ("DELETE", rule.Delete),
            HttpRule.PatternOneofCase.Patch => ("PATCH", rule.Patch),
            _ => null,
        };
    }

    /// <summary>The front page.</summary>
    public static object Index { get; } = new
    {
        Name = "Projet K",
        Version = typeof(Contract).Assembly.GetName().Version?.ToString(3),
        Health = "/health",
        OpenIdConnect = "/.well-known/openid-configuration",
        Grpc = new
        {
            Reflection = new[] { "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection" },
            Health = "grpc.health.v1.Health",
            Web = true,
        },
        Services = Services.Select(service => new
        {
            Name = service.FullName,
            Rpcs = service.Methods.Select(method => new { method.Name, Http = HttpOf(method) }),
        }).ToArray(),
        Attribution,
    };

    private static string? HttpOf(MethodDescriptor rpc) =>
        RouteOf(rpc) is var (method, path) ? $"{method} {path}" : null;
}

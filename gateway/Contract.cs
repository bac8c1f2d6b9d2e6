using System.Reflection;
using Google.Protobuf.Reflection;
using ProjetK.Gateway.OpenApi;
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

    private static RpcPaths Paths => field ??= new(Services);

    /// <summary>The RPC that a request is for, by whichever wire; null when it is for none.</summary>
    public static RpcName? Find(HttpContext context) =>
        Paths.Find(context.Request.Method, context.Request.Path.Value ?? "");

    /// <summary>The protos of Projet K.</summary>
    private static readonly FileDescriptor[] Files =
    [
        .. Services.Select(service => service.File).SelectMany(file => file.Dependencies.Append(file)).Distinct()
            .Where(file => file.Package.StartsWith("projetk.", StringComparison.Ordinal)),
    ];

    /// <summary>Every message of them, nested ones too.</summary>
    public static IReadOnlyList<MessageDescriptor> Messages { get; } =
        [.. Files.SelectMany(file => file.MessageTypes).SelectMany(Nest)];

    /// <summary>Every enum of them, nested ones too.</summary>
    public static IReadOnlyList<EnumDescriptor> Enums { get; } =
        [.. Files.SelectMany(file => file.EnumTypes).Concat(Messages.SelectMany(message => message.EnumTypes))];

    /// <summary>The version of the gateway, and of what it says about the contract.</summary>
    public static string Version { get; } = typeof(Contract).Assembly.GetName().Version?.ToString(3) ?? "";

    /// <summary>The front page.</summary>
    public static object Index { get; } = new
    {
        Name = "Projet K",
        Version,
        OpenApi = Docs.DocumentPath,
        Docs = Docs.Page,
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
        HttpBinding.Of(rpc).FirstOrDefault() is { } http ? $"{http.Verb} {http.Path.Text}" : null;

    private static IEnumerable<MessageDescriptor> Nest(MessageDescriptor message) =>
        message.NestedTypes.SelectMany(Nest).Prepend(message);
}

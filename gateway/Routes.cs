using Google.Protobuf.Reflection;
using ProjetK.Gateway.OpenApi;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace ProjetK.Gateway;

/// <summary>Which service answers at which path, read from the protos. A service gets its gRPC methods, and every path
/// below a collection that one of its HTTP rules names: below <c>/v1/applications</c> it may also serve files, which no
/// rule can describe. What every service serves (its rules begin with <c>services/*</c>) goes to the one that the path
/// names; over gRPC to the one that the header <see cref="Operators.Header"/> names.</summary>
internal static class Routes
{
    /// <summary>Serves the pages.</summary>
    public const string Portal = "portal";

    private const string Identity = "identity", EveryService = "services";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Services of their own, by the names under which they are found.</summary>
    public static IReadOnlyList<string> Services { get; } =
        [.. Contract.Services.Where(service => !IsEverywhere(service)).Select(Owner).Distinct()];

    /// <summary>All routes.</summary>
    public static IReadOnlyList<RouteConfig> All { get; } =
    [
        .. Contract.Services.SelectMany(service => IsEverywhere(service)
            ? Services.Select(owner => OfOneAmong(service, owner))
            : [To(Owner(service), $"/{service.FullName}/{{method}}")]),
        .. Services.Select(service => To(service, $"/v1/{EveryService}/{service}/{{**rest}}")),
        .. Collections().Select(collection => To(collection.Value, PatternOf(collection.Key), $"{collection.Key}/**")),
        // Pages and OpenID Connect have no protos.
        To(Identity, "/connect/{**rest}"),
        To(Identity, "/.well-known/{document:regex(^(openid-configuration|jwks)$)}", "/.well-known/**"),
        // What browsers ask for and nobody else answers is a page; programs that ask at / get the index.
        Page("/", "/ as a page"),
        Page($"/{{first:regex(^(?!({string.Join('|', NoPages)})$))}}/{{**rest}}", "/** as a page") with { Order = 1 },
        To(Portal, "/portail/{**rest}"),
    ];

    /// <summary>Whatever begins so is for programs, and is refused as they expect it.</summary>
    private static string[] NoPages => ["v1", "connect", "openapi", "docs", "callback", "health", "alive", @"\.well-known"];

    /// <summary>A cluster per service, reached over HTTP/2 by every wire.</summary>
    public static IReadOnlyList<ClusterConfig> Clusters { get; } = [.. Services.Append(Portal).Select(service => new ClusterConfig
    {
        ClusterId = service,
        HttpRequest = new()
        {
            Version = new(2, 0),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            ActivityTimeout = Patience,
        },
        // A client may send any text in a header; what is wrong with it its reader says.
        HttpClient = new() { RequestHeaderEncoding = "utf-8", ResponseHeaderEncoding = "utf-8" },
        HealthCheck = new()
        {
            AvailableDestinationsPolicy = "HealthyOrPanic",
            Active = new()
            {
                Enabled = true,
                Path = "/health",
                Interval = TimeSpan.FromSeconds(5),
                Timeout = TimeSpan.FromSeconds(2),
            },
            Passive = new()
            {
                Enabled = true,
                Policy = OtherReplicas.Policy,
                ReactivationPeriod = TimeSpan.FromSeconds(1),
            },
        },
        Destinations = new Dictionary<string, DestinationConfig>
        {
            [service] = new() { Address = $"http://_grpc.{service}" },
        },
    })];

    /// <summary>Whether every service serves this one.</summary>
    public static bool IsEverywhere(ServiceDescriptor service) => service.Methods.SelectMany(HttpBinding.Of)
        .Any(binding => binding.Path.Shape.Split('/') is [_, _, EveryService, "*", ..]);

    /// <summary>The service of a package such as <c>projetk.funding.v1</c>.</summary>
    public static string Owner(ServiceDescriptor service) => service.File.Package.Split('.')[1];

    /// <summary>Every collection with its owner, without those below another of the same service.</summary>
    private static Dictionary<string, string> Collections()
    {
        var owners = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var service in Contract.Services.Where(service => !IsEverywhere(service)))
            foreach (var collection in service.Methods.SelectMany(HttpBinding.Of).Select(CollectionOf))
                if (owners.TryAdd(collection, Owner(service)) is false && owners[collection] != Owner(service))
                    throw new InvalidOperationException(
                        $"{owners[collection]} and {Owner(service)} both have HTTP rules for {collection}.");
        return owners.Where(one => !owners.Any(other => other.Value == one.Value
                && one.Key.StartsWith($"{other.Key}/", StringComparison.OrdinalIgnoreCase)))
            .ToDictionary();
    }

    /// <summary>The path of a rule up to the last name in it: <c>/v1/territories/*/commitments</c>.</summary>
    private static string CollectionOf(HttpBinding binding)
    {
        var parts = binding.Path.Shape.Split(':')[0].Split('/');
        return string.Join('/', parts[..(Array.FindLastIndex(parts, part => !PathTemplate.Variable.IsStar(part)) + 1)]);
    }

    /// <summary>The collection itself, with or without a custom verb, and whatever is below it.</summary>
    private static string PatternOf(string collection)
    {
        var parts = collection.Split('/');
        var names = parts[..^1].Select((part, index) => part == "*" ? $"{{id{index}}}" : part);
        return $"{string.Join('/', names)}/{{collection:regex(^{parts[^1]}(:.*)?$)}}/{{**rest}}";
    }

    private static RouteConfig OfOneAmong(ServiceDescriptor service, string owner)
    {
        var route = To(owner, $"/{service.FullName}/{{method}}", $"/{service.FullName}/{{method}} of {owner}");
        return route with
        {
            Match = route.Match with
            {
                Headers =
                [
                    new()
                    {
                        Name = Operators.Header,
                        Values = [owner],
                        Mode = HeaderMatchMode.ExactHeader,
                        IsCaseSensitive = true,
                    },
                ],
            },
        };
    }

    private static RouteConfig Page(string path, string name) => To(Portal, path, name) with
    {
        Match = new()
        {
            Path = path,
            Methods = [HttpMethods.Get, HttpMethods.Post],
            Headers = [new() { Name = "Accept", Values = ["text/html"], Mode = HeaderMatchMode.Contains }],
        },
    };

    private static RouteConfig To(string service, string path, string? name = null) => new()
    {
        RouteId = name ?? path,
        ClusterId = service,
        Match = new() { Path = path },
    };
}

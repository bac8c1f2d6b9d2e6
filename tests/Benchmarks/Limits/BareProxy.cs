using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;

namespace ProjetK.Benchmarks.Limits;

/// <summary>YARP with one route and nothing else: what passing a request on costs at least.</summary>
internal static class BareProxy
{
    /// <summary>Passes everything on until the process is ended.</summary>
    public static void Run(int port, string to)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.ListenLocalhost(port, endpoint => endpoint.Protocols = HttpProtocols.Http2));
        builder.Services.AddReverseProxy().LoadFromMemory(
            [new RouteConfig { RouteId = "all", ClusterId = "one", Match = new() { Path = "{**path}" } }],
            [
                new ClusterConfig
                {
                    ClusterId = "one",
                    HttpRequest = new() { Version = new(2, 0), VersionPolicy = HttpVersionPolicy.RequestVersionExact },
                    Destinations = new Dictionary<string, DestinationConfig> { ["one"] = new() { Address = to } },
                },
            ]);
        var app = builder.Build();
        app.MapReverseProxy();
        app.Run();
    }
}

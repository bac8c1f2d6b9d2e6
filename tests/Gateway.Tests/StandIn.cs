using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace ProjetK.Gateway.Tests;

/// <summary>Answers in place of a service, as the gateway speaks to it, and remembers what reached it.</summary>
internal sealed class StandIn : IAsyncDisposable
{
    private readonly WebApplication app;

    private readonly string says;

    private StandIn(WebApplication app, string says) => (this.app, this.says) = (app, says);

    public string Url => app.Urls.First();

    /// <summary>Each request that the gateway let through.</summary>
    public ConcurrentQueue<(string Path, string Protocol, IHeaderDictionary Headers)> Passed { get; } = [];

    public static async Task<StandIn> Start(string says = "passed")
    {
        // Not among the gateway's own settings.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = Path.GetTempPath() });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2));
        var app = builder.Build();
        var service = new StandIn(app, says);
        app.Map("/{**path}", (Delegate)service.Answer);
        await app.StartAsync();
        return service;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Answer(HttpContext context)
    {
        var request = context.Request;
        await request.Body.CopyToAsync(Stream.Null);
        Passed.Enqueue((request.Path, request.Protocol, new HeaderDictionary(request.Headers.ToDictionary())));
        context.Response.Headers.Server = "secret/1.0";
        await context.Response.WriteAsync(says);
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ProjetK.Benchmarks.Limits;

namespace ProjetK.Benchmarks;

/// <summary>Receives traces, metrics and logs by OTLP and forgets them, so that sending them costs what it
/// costs.</summary>
internal sealed class TelemetrySink : IAsyncDisposable
{
    private readonly WebApplication app;

    public TelemetrySink()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        Address = new($"http://127.0.0.1:{LimitProcess.FreePort()}");
        builder.WebHost.UseUrls(Address.ToString());
        app = builder.Build();
        app.MapPost("/{**signal}", async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            context.Response.ContentType = "application/x-protobuf";
        });
        app.Start();
    }

    public Uri Address { get; }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

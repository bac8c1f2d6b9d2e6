using System.Diagnostics;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Hosting;

namespace ProjetK.ServiceDefaults;

/// <summary>Gives the usual shape to what the server refuses before any of our code runs, e.g. a path that is too long:
/// by itself it answers with an empty body. Only for HTTP/1.1 without TLS: HTTP/2 has codes of its own for it, and what
/// TLS has encrypted cannot be replaced.</summary>
internal sealed class ServerErrors(DiagnosticListener listener)
    : IHostedService, IObserver<KeyValuePair<string, object?>>
{
    private const string BadRequest = "Microsoft.AspNetCore.Server.Kestrel.BadRequest";
    private IDisposable? subscription;

    /// <summary>Lets answers of the server be replaced on every connection.</summary>
    public static void Watch(KestrelServerOptions kestrel) => kestrel.ConfigureEndpointDefaults(listen =>
        listen.Use(next => connection =>
        {
            if (listen.Protocols == HttpProtocols.Http2)
                return next(connection);
            var output = new ReplaceableOutput(connection.Transport.Output);
            connection.Features.Set(output);
            connection.Transport = new DuplexPipe(connection.Transport.Input, output);
            return next(connection);
        }));

    public Task StartAsync(CancellationToken cancellationToken)
    {
        subscription = listener.Subscribe(this, name => name == BadRequest);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        subscription?.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>The server says so just before it answers.</summary>
    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is not IFeatureCollection features
            || features.Get<ReplaceableOutput>() is not { } output
            || features.Get<ITlsHandshakeFeature>() is not null
            || features.Get<IHttpResponseFeature>() is not { HasStarted: false } response)
            return;
        output.ReplaceBy(response.StatusCode, Explain(response.StatusCode).ToStatus());
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    private static DomainException Explain(int status) => status switch
    {
        StatusCodes.Status414UriTooLong =>
            CommonErrors.InvalidField("request", "The path with its query is too long: 8 KiB are taken."),
        StatusCodes.Status431RequestHeaderFieldsTooLarge =>
            CommonErrors.InvalidField("request", "The headers are too many or too long: 100 and 32 KiB are taken."),
        StatusCodes.Status413PayloadTooLarge => JsonErrors.TooLarge(),
        _ => HttpStatuses.Malformed(),
    };
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ProjetK.SystemTests.Otlp;

namespace ProjetK.SystemTests.Tracing;

/// <summary>Receives a stack's spans by OTLP over HTTP and remembers which service took part in which trace.</summary>
internal sealed class TraceCollector : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly ConcurrentBag<(string Trace, string Service)> spans = [];

    public TraceCollector()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Endpoint = $"http://localhost:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        }
        listener.Prefixes.Add(Endpoint);
        listener.Start();
        _ = Listen();
    }

    public string Endpoint { get; }

    public string[] ServicesIn(string trace) =>
    [
        .. spans.Where(span => span.Trace == trace).Select(span => span.Service)
            .Distinct().Order(StringComparer.Ordinal),
    ];

    public void Dispose() => listener.Close();

    private async Task Listen()
    {
        while (listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
            if (context.Request.Url?.AbsolutePath == "/v1/traces")
                Remember(Traces.Parser.ParseFrom(context.Request.InputStream));
            context.Response.ContentType = "application/x-protobuf";
            context.Response.Close();
        }
    }

    private void Remember(Traces traces)
    {
        foreach (var resource in traces.ResourceSpans)
        {
            var service = resource.Resource.Attributes.First(attribute => attribute.Key == "service.name").Value.Text;
            foreach (var span in resource.ScopeSpans.SelectMany(scope => scope.Spans))
                spans.Add((Convert.ToHexStringLower(span.TraceId.Span), service));
        }
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ProjetK.SystemTests.Otlp;

namespace ProjetK.SystemTests.Tracing;

/// <summary>Receives by OTLP over HTTP what a stack says of itself, and remembers it.</summary>
internal sealed class Collector : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly ConcurrentQueue<byte[]> bodies = [];
    private readonly ConcurrentQueue<Said<Span>> spans = [];
    private readonly ConcurrentQueue<Said<Line>> lines = [];
    private readonly ConcurrentQueue<Said<Metric>> metrics = [];

    public Collector()
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

    public IEnumerable<Said<Span>> Spans => spans;

    public IEnumerable<Said<Metric>> Metrics => metrics;

    public Said<Span>[] SpansIn(string trace) =>
        [.. spans.Where(span => Convert.ToHexStringLower(span.It.TraceId.Span) == trace)];

    public Said<Line>[] LinesIn(string trace) =>
        [.. lines.Where(line => Convert.ToHexStringLower(line.It.TraceId.Span) == trace)];

    public string[] ServicesIn(string trace) =>
        [.. SpansIn(trace).Select(span => span.Service).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Where that word stands in what was sent; null when nowhere.</summary>
    public string? Find(string word)
    {
        var sought = Encoding.UTF8.GetBytes(word);
        foreach (var body in bodies)
        {
            if (body.AsSpan().IndexOf(sought) is >= 0 and var place)
                return Encoding.ASCII.GetString(body[Math.Max(0, place - 100)..Math.Min(body.Length, place + 100)]);
        }
        return null;
    }

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
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            Remember(context.Request.Url?.AbsolutePath, body.ToArray());
            context.Response.ContentType = "application/x-protobuf";
            context.Response.Close();
        }
    }

    private void Remember(string? path, byte[] body)
    {
        bodies.Enqueue(body);
        if (path == "/v1/traces")
            foreach (var from in Traces.Parser.ParseFrom(body).Resources)
                Keep(spans, from.Resource, from.Scopes.SelectMany(scope => scope.Spans));
        else if (path == "/v1/logs")
            foreach (var from in Logs.Parser.ParseFrom(body).Resources)
                Keep(lines, from.Resource, from.Scopes.SelectMany(scope => scope.Lines));
        else
            foreach (var from in Otlp.Metrics.Parser.ParseFrom(body).Resources)
                Keep(metrics, from.Resource, from.Scopes.SelectMany(scope => scope.Metrics));
    }

    private static void Keep<T>(ConcurrentQueue<Said<T>> all, Resource resource, IEnumerable<T> said)
    {
        var service = resource.Attributes.Text("service.name");
        foreach (var it in said)
            all.Enqueue(new(service, it));
    }
}

/// <summary>What a service said of itself.</summary>
internal sealed record Said<T>(string Service, T It);

/// <summary>Reads attributes.</summary>
internal static class AttributesExtensions
{
    /// <summary>Empty when there is none of that name.</summary>
    public static string Text(this IEnumerable<Otlp.Attribute> attributes, string key) =>
        attributes.FirstOrDefault(attribute => attribute.Key == key)?.Value is { } value
            ? value.KindCase == Value.KindOneofCase.Text ? value.Text : $"{value.Whole}"
            : "";
}

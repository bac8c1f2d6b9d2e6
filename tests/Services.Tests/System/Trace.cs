using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using ProjetK.SystemTests.Otlp;
using ProjetK.SystemTests.Tracing;

namespace ProjetK.SystemTests;

/// <summary>A trace that a test begins, to find again what the services say of it.</summary>
internal sealed class Trace(ServicesStack stack)
{
    private readonly string id = ActivityTraceId.CreateRandom().ToHexString();

    /// <summary>What a request carries to be part of it.</summary>
    public string Parent => $"00-{id}-{ActivitySpanId.CreateRandom().ToHexString()}-01";

    public string[] Services => stack.Collector.ServicesIn(id);

    public IEnumerable<Said<Span>> Spans => stack.Collector.SpansIn(id);

    public IEnumerable<Said<Line>> Lines => stack.Collector.LinesIn(id);

    /// <summary>The names of a service's spans.</summary>
    public string[] Names(string service) =>
        [.. Spans.Where(span => span.Service == service).Select(span => span.It.Name)];

    /// <summary>The span of the request as a service received it, once it is there.</summary>
    public Task<Span> Received(string service) => Eventually.Get(
        () => Task.FromResult(Spans.FirstOrDefault(
            span => span.Service == service && span.It.Kind == Span.Types.Kind.Server)?.It!),
        span => span is not null, $"the span of {service}");

    /// <summary>Sends JSON as part of it, by somebody who may do anything or with a given token.</summary>
    public async Task<HttpResponseMessage> Post(string path, string json = "{}", string? authorization = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(json, Encoding.UTF8, "application/json"),
            Headers = { { "traceparent", Parent } },
        };
        if (authorization is not null)
            request.Headers.Authorization = AuthenticationHeaderValue.Parse(authorization);
        return await stack.Json.SendAsync(request);
    }
}

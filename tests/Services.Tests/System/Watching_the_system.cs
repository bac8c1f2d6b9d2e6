using Google.Protobuf.Collections;
using ProjetK.SystemTests.Otlp;
using ProjetK.SystemTests.Tracing;
using ProjetK.Testing.Scenarios;
using Attribute = ProjetK.SystemTests.Otlp.Attribute;

namespace ProjetK.SystemTests;

public sealed class Watching_the_system(ServicesStack stack)
{
    private const string Gours = "33191";

    [Theory]
    [InlineData("applications", "projetk.applications.count", "{application}")]
    [InlineData("funding", "projetk.envelopes.cents", "{cent}")]
    [InlineData("identity", "projetk.mails.count", "{mail}")]
    [InlineData("ecosystem", "projetk.mails.age", "s")]
    [InlineData("funding", "projetk.outbox.count", "{event}")]
    [InlineData("ecosystem", "projetk.deadletters.count", "{event}")]
    [InlineData("ecosystem", "projetk.health", "")]
    public async Task shows_the_numbers_of_the_business(string service, string name, string unit)
    {
        await Round.Publish(stack);
        var metric = await Eventually.Get(
            () => Task.FromResult(stack.Collector.Metrics.LastOrDefault(
                metric => metric.Service == service && metric.It.Name == name && metric.It.Gauge.Points_.Count > 0)),
            metric => metric is not null, name);
        Assert.Equal(unit, metric!.It.Unit);
    }

    [Fact]
    public async Task shows_where_letters_and_euros_stand()
    {
        var round = await Round.Publish(stack, euros: 123_456);
        await Candidacy.Draft(round, Gours);
        await Eventually.Holds(
            () =>
            {
                Assert.True(Latest("projetk.applications.count", ("projetk.state", "DRAFT")) > 0);
                Assert.Equal(12_345_600, Latest("projetk.envelopes.cents",
                    ("projetk.envelope", round.Envelope["envelopes/".Length..]), ("projetk.state", "AVAILABLE")));
                return Task.CompletedTask;
            },
            "the numbers");
    }

    [Fact]
    public async Task sees_routes_and_RPCs_for_people_in_the_durations_of_requests()
    {
        await Candidacy.Draft(await Round.Publish(stack), Gours);
        var requests = await Eventually.Get(
            () => Task.FromResult(Requests()),
            requests => requests.Any(request => request.Text("projetk.rpc") == "ApplicationService/CreateApplication"),
            "the durations");
        Assert.All(requests, request => Assert.DoesNotMatch("regex|__|/health", request.Text("http.route")));
    }

    [Fact]
    public async Task is_not_hidden_by_what_looks_for_work_again_and_again()
    {
        await Candidacy.Draft(await Round.Publish(stack), Gours);
        await Eventually.Get(
            () => Task.FromResult(stack.Collector.Spans.Count(IsFromGateway)), count => count > 0, "spans");
        Assert.DoesNotContain(stack.Collector.Spans,
            span => span.It.ParentSpanId.IsEmpty && span.It.Kind == Span.Types.Kind.Client);
        Assert.DoesNotContain(stack.Collector.Spans,
            span => span.It.Attributes.Text("url.path") is "/health" or "/alive");
    }

    private RepeatedField<Attribute>[] Requests() =>
    [
        .. stack.Collector.Metrics.Where(metric => metric.It.Name == "http.server.request.duration")
            .SelectMany(metric => metric.It.Histogram.Points).Select(point => point.Attributes),
    ];

    private long? Latest(string name, params (string Key, string Value)[] attributes) => stack.Collector.Metrics
        .Where(metric => metric.It.Name == name)
        .SelectMany(metric => metric.It.Gauge.Points_)
        .LastOrDefault(point => attributes.All(wanted => point.Attributes.Text(wanted.Key) == wanted.Value))?.Whole;

    private static bool IsFromGateway(Said<Span> span) => span.Service == "gateway";
}

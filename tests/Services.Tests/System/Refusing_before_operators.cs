using Grpc.Core;
using ProjetK.Applications.V1;
using ProjetK.SystemTests.Otlp;
using ProjetK.SystemTests.Tracing;
using ProjetK.Testing.Scenarios;

namespace ProjetK.SystemTests;

public sealed class Refusing_before_operators(ServicesStack stack)
{
    private const string Reason = "projetk.reason", Code = "rpc.grpc.status_code", Plassac = "33325";
    private const int Error = 2;

    [Theory]
    [InlineData(Wire.Json)]
    [InlineData(Wire.Grpc)]
    [InlineData(Wire.GrpcWeb)]
    public async Task gives_the_reason_on_the_spans_of_gateway_and_service_and_calls_it_no_failure(Wire wire)
    {
        var draft = await Candidacy.Draft(await Round.Publish(stack), Plassac);
        var trace = new Trace(stack);
        await Send(trace, wire, draft.Name);
        foreach (var service in new[] { "gateway", "applications" })
        {
            var span = await trace.Received(service);
            Assert.Equal("ApplicationService/AcceptIntent", span.Name);
            Assert.Equal(("WRONG_STATE", "9"), (span.Attributes.Text(Reason), span.Attributes.Text(Code)));
        }
        Assert.DoesNotContain(trace.Spans, span => span.It.Status?.Code == Error);
    }

    [Fact]
    public async Task keeps_to_itself_how_the_gateway_knows()
    {
        using var response = await new Trace(stack).Post($"/v1/applications/{Guid.NewGuid()}:acceptIntent");
        Assert.False(response.IsSuccessStatusCode);
        Assert.DoesNotContain(response.Headers, header => header.Key.StartsWith("projetk"));
    }

    [Fact]
    public async Task writes_a_line_that_says_what_was_refused_to_whom_and_why()
    {
        var (trace, name) = (new Trace(stack), $"applications/{Guid.NewGuid()}");
        var manager = People.In(Auth.V1.Access.Types.Role.Manager);
        using var response = await trace.Post($"/v1/{name}:acceptIntent", authorization: stack.Tokens.Authorize(manager));
        var line = await Eventually.Get(
            () => Task.FromResult(trace.Lines.FirstOrDefault(line => line.Service == "applications")?.It),
            line => line is not null, "the line");
        Assert.Equal("ApplicationService/AcceptIntent refused: NOT_FOUND", line!.Body.Text);
        Assert.Equal(
            ("Information", "ApplicationService/AcceptIntent", manager.Subject, name),
            (line.Level, line.Attributes.Text("projetk.rpc"), line.Attributes.Text("projetk.caller"),
                line.Attributes.Text("projetk.resource")));
    }

    [Fact]
    public async Task counts_by_reason_and_rpc()
    {
        using var response = await new Trace(stack).Post($"/v1/applications/{Guid.NewGuid()}:startReview");
        await Eventually.Get(
            () => Task.FromResult(stack.Collector.Metrics
                .Where(metric => metric.Service == "applications" && metric.It.Name == "projetk.refusals")
                .SelectMany(metric => metric.It.Sum.Points_)
                .Where(point => point.Attributes.Text(Reason) == "NOT_FOUND"
                    && point.Attributes.Text("projetk.rpc") == "ApplicationService/StartReview")
                .Sum(point => point.Whole)),
            count => count > 0, "the count");
    }

    private async Task Send(Trace trace, Wire wire, string application)
    {
        if (wire == Wire.Json)
        {
            using var response = await trace.Post($"/v1/{application}:acceptIntent");
            return;
        }
        var client = new ApplicationService.ApplicationServiceClient(wire == Wire.Grpc ? stack.Grpc : stack.GrpcWeb);
        await Assert.ThrowsAsync<RpcException>(async () => await client.AcceptIntentAsync(
            new() { Name = application }, new Metadata { { "traceparent", trace.Parent } }));
    }
}

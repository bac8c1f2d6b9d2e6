using System.Diagnostics;
using System.Net.Http.Json;
using ProjetK.Testing.Scenarios;

namespace ProjetK.SystemTests;

public sealed class Following_a_trace(SystemStack stack)
{
    private const string Marsas = "33272";

    [Fact]
    public async Task leads_from_the_gateway_through_a_service_to_the_consumer_of_its_event()
    {
        var candidacy = await Candidacy.Draft(await Round.Publish(stack), Marsas);
        await candidacy.SubmitIntent();
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/{candidacy.Name}:acceptIntent")
        {
            Content = JsonContent.Create(new { }),
            Headers = { { "traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom().ToHexString()}-01" } },
        };
        using var response = await stack.Json.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());

        await Eventually.Holds(
            () =>
            {
                Assert.Equal(["applications", "ecosystem", "gateway"], stack.Collector.ServicesIn(trace));
                return Task.CompletedTask;
            },
            "the spans");
    }
}

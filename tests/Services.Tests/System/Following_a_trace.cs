using ProjetK.Testing.Scenarios;

namespace ProjetK.SystemTests;

public sealed class Following_a_trace(ServicesStack stack)
{
    private const string Marsas = "33272";

    [Fact]
    public async Task leads_from_the_gateway_through_a_service_to_the_consumer_of_its_event_by_names_for_people()
    {
        var candidacy = await Candidacy.Draft(await Round.Publish(stack), Marsas);
        await candidacy.SubmitIntent();
        var trace = new Trace(stack);
        using var response = await trace.Post($"/v1/{candidacy.Name}:acceptIntent");
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());

        await Eventually.Holds(
            () =>
            {
                Assert.Equal(["applications", "ecosystem", "gateway"], trace.Services);
                Assert.All(trace.Names("gateway"), name => Assert.Equal("ApplicationService/AcceptIntent", name));
                Assert.Superset(
                    new HashSet<string>
                    {
                        "ApplicationService/AcceptIntent", "relay IntentAccepted", "publish IntentAccepted",
                    },
                    trace.Names("applications").ToHashSet());
                Assert.Contains(trace.Names("applications"), name => name.Contains("LOCK applications"));
                Assert.Contains(trace.Names("applications"), name => name.Contains("INSERT outbox"));
                Assert.Superset(
                    new HashSet<string> { "receive IntentAccepted", "process IntentAccepted" },
                    trace.Names("ecosystem").ToHashSet());
                Assert.Contains(trace.Names("ecosystem"), name => name.Contains("INSERT territories"));
                return Task.CompletedTask;
            },
            "the spans");
    }
}

using ProjetK.Applications.V1;
using ProjetK.Testing.Scenarios;

namespace ProjetK.FaultTests;

[Collection(typeof(With_one_of_each))]
public sealed class Losing_a_queue(CrashingStack stack)
{
    private const string Queue = "funding-freeze-rates";

    [Fact]
    public async Task that_a_consumer_never_had_lets_the_event_wait_for_it()
    {
        for (var time = 0; time < Form.Count(1, 5); time++)
        {
            await using var broker = await Broker.Connect(stack);
            await stack.Faults.StopAsync("funding");
            string call;
            try
            {
                // As if Funding had never been there: neither its queue nor what leads to it.
                await broker.Delete(Queue);
                call = await Publish();
                await stack.Drained(TimeSpan.FromSeconds(60));
                Assert.Equal(1u, await broker.Count(Queue));
            }
            finally
            {
                await stack.Faults.StartAsync("funding");
            }
            await Received("funding", call);
        }
        Form.Report($"{Form.Count(1, 5)} queues deleted before their consumer came");
    }

    [Fact]
    public async Task while_its_consumer_listens_loses_no_event()
    {
        var processes = stack.Faults.ProcessesOf("funding");
        for (var time = 0; time < Form.Count(1, 5); time++)
        {
            await using var broker = await Broker.Connect(stack);
            await broker.Delete(Queue);
            await Received("funding", await Publish());
            await Received("funding", await Publish());
        }
        Assert.Equal(processes, stack.Faults.ProcessesOf("funding"));
        Form.Report($"{Form.Count(1, 5)} queues deleted under their consumer");
    }

    private async Task<string> Publish()
    {
        stack.Clock.Travel(Deck.Preparing);
        var id = $"c{Guid.NewGuid():N}"[..20];
        await stack.Send<Call>(new CreateCallRequest { CallId = id, Call = Publishers.Call() });
        await stack.Send<Call>(new PublishCallRequest { Name = $"calls/{id}" });
        return id;
    }

    private Task Received(string service, string call) => Eventually.Get(
        () => stack.Column<string>(service, "SELECT id FROM calls WHERE id = $1 AND publish_time IS NOT NULL", call),
        calls => calls.Count == 1, $"{call} in {service}", TimeSpan.FromSeconds(60));
}

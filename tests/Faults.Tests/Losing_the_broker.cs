using System.Diagnostics;

namespace ProjetK.FaultTests;

[Collection(typeof(With_one_of_each))]
public sealed class Losing_the_broker(CrashingStack stack)
{
    private static readonly string[] Services = [.. Databases.Services, "gateway"];

    [Fact]
    public async Task for_some_seconds_stops_no_call_and_the_backlog_drains_when_it_is_back()
    {
        var processes = Services.SelectMany(stack.Faults.ProcessesOf).ToList();
        stack.Clock.Travel(Testing.Scenarios.Deck.Preparing);
        await using var clients = Publishers.Start(stack);
        await clients.More(10);

        await stack.Faults.KillAsync("broker");
        var outage = Stopwatch.StartNew();
        await clients.More(20);
        var left = Form.Seconds(6, 120) - outage.Elapsed;
        await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, TestContext.Current.CancellationToken);
        await clients.More(1);
        await stack.Faults.StartAsync("broker");
        outage.Stop();
        await clients.End();

        var drain = await stack.Drained(TimeSpan.FromSeconds(30));
        Form.Report($"The broker was away for {outage.Elapsed.TotalSeconds:0} s: {clients.Answers} calls succeeded, "
            + $"{clients.Refusals.Count} were refused, the backlog drained in {drain.TotalSeconds:0.0} s");
        await Effects.Exactly(stack, clients);
        Assert.InRange(clients.Refusals.Count, 0, clients.Answers / 1000);
        Assert.Equal(processes, Services.SelectMany(stack.Faults.ProcessesOf));
    }

    [Fact]
    public async Task to_a_pause_delays_events_and_nothing_else()
    {
        var processes = Services.SelectMany(stack.Faults.ProcessesOf).ToList();
        stack.Clock.Travel(Testing.Scenarios.Deck.Preparing);
        await using var clients = Publishers.Start(stack);
        await clients.More(10);

        stack.Faults.Pause("broker");
        try
        {
            await Task.Delay(Form.Seconds(10, 30), TestContext.Current.CancellationToken);
            await clients.More(1);
        }
        finally
        {
            stack.Faults.Resume("broker");
        }
        await clients.End();

        var drain = await stack.Drained(TimeSpan.FromSeconds(30));
        Form.Report($"The broker stood still for {Form.Seconds(10, 30).TotalSeconds:0} s: {clients.Answers} calls "
            + $"succeeded, {clients.Refusals.Count} were refused, the backlog drained in {drain.TotalSeconds:0.0} s");
        await Effects.Exactly(stack, clients);
        Assert.InRange(clients.Refusals.Count, 0, clients.Answers / 1000);
        Assert.Equal(processes, Services.SelectMany(stack.Faults.ProcessesOf));
    }
}

namespace ProjetK.AppHost.Tests;

[Collection(typeof(With_two_of_each))]
public sealed class A_process_that_dies(TwoOfEach stack)
{
    [Fact]
    public async Task Is_started_again_where_it_listened_while_its_like_goes_on()
    {
        var before = await stack.Processes("identity", 2);
        var ports = PortsOf(before[1]);

        await stack.Faults.KillAsync("identity", replica: 1);
        Assert.Equal([before[0]], stack.Faults.ProcessesOf("identity"));

        await stack.Healthy("identity");
        var after = await stack.Processes("identity", 2);
        Assert.Equal(before[0], after[0]);
        Assert.NotEqual(before[1], after[1]);
        Assert.Equal(ports, PortsOf(after[1]));
    }

    [Fact]
    public async Task Of_somebodys_signal_is_started_again_although_it_ended_well()
    {
        var before = await stack.Processes("ecosystem", 2);

        await stack.Faults.TerminateAsync("ecosystem", replica: 0);

        await stack.Healthy("ecosystem");
        var after = await stack.Processes("ecosystem", 2);
        Assert.NotEqual(before[0], after[0]);
        Assert.Equal(before[1], after[1]);
    }

    [Fact]
    public async Task Because_it_was_asked_to_stays_away_until_it_is_started()
    {
        await stack.Faults.StopAsync("funding", replica: 1);
        await stack.Faults.KillAsync("funding", replica: 0);

        // When the other is back, this one would be, too.
        await stack.Faults.StartAsync("funding", replica: 0);
        await stack.Processes("funding", 1);
        Assert.Contains(stack.Snapshot("funding-2").State?.Text, KnownResourceStates.TerminalStates);

        await stack.Faults.StartAsync("funding", replica: 1);
        Assert.Equal(2, (await stack.Processes("funding", 2)).Count);
    }

    private static IReadOnlyList<string> PortsOf(int process) =>
    [
        .. RunningProcess.EnvironmentOf(process).Where(variable => variable.Key.StartsWith("Kestrel__Endpoints__"))
            .Select(variable => variable.Value).Order(),
    ];
}

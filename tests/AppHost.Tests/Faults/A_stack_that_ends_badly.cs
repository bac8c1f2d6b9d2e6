namespace ProjetK.AppHost.Tests;

public sealed class A_stack_that_ends_badly
{
    // The AppHost, the orchestrator, the dashboard, two servers and five services, at least.
    private const int Whole = 10;

    [Fact]
    public async Task Leaves_no_process_and_no_data_behind_although_some_do_not_answer()
    {
        var stack = new Stack();
        IReadOnlyList<RunningProcess> processes = [];
        var folder = "";
        try
        {
            await stack.InitializeAsync();
            string[] all = ["postgres", "broker", "identity", "ecosystem", "funding", "applications", "gateway"];
            processes = RunningProcess.Under(all.SelectMany(stack.Faults.ProcessesOf));
            folder = RunningProcess.EnvironmentOf(stack.Faults.ProcessesOf("postgres").Single())["PROJETK_DATA"];
            foreach (var paused in new[] { "identity", "broker", "postgres" })
                stack.Faults.Pause(paused);
        }
        finally
        {
            await stack.DisposeAsync();
        }

        Assert.True(processes.Count >= Whole, $"{processes.Count} processes ran");
        await RunningProcess.UntilGone(processes);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task By_being_killed_closes_its_data_for_the_next()
    {
        using var data = new DataFolder();
        await using var host = await AppHostProcess.Start(data.Path);
        await host.Says("All is up");
        var processes = host.Processes;
        Assert.False(data.IsClosedWell);

        host.Signal("KILL");

        Assert.Equal(128 + 9, await host.Ends());
        await RunningProcess.UntilGone(processes);
        Assert.True(data.IsClosedWell);
    }

    [Fact]
    public async Task Leaves_no_process_behind_although_the_orchestrator_does_not_answer()
    {
        using var data = new DataFolder();
        await using var host = await AppHostProcess.Start(data.Path);
        await host.Says("All is up");
        var processes = host.Processes;
        Assert.True(processes.Count >= Whole, $"{processes.Count} processes ran");
        host.SignalOrchestrator("STOP");

        host.Signal("TERM");

        await host.Says("The orchestrator did not stop everything in time");
        await host.Ends();
        await RunningProcess.UntilGone(processes);
        Assert.True(data.IsClosedWell);
    }
}

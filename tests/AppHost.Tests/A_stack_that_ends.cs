namespace ProjetK.AppHost.Tests;

public sealed class A_stack_that_ends
{
    // The AppHost, the orchestrator, the dashboard, two servers and five services, at least.
    private const int Whole = 10;

    [Fact]
    public async Task By_being_killed_leaves_no_process_and_no_data_behind()
    {
        await using var host = await AppHostProcess.Start(data: null);
        await host.Says("All is up");
        var processes = host.Processes;
        var folder = host.Output.Split('\n').Single(line => line.StartsWith("  data ")).Split(' ')
            .Single(word => word.StartsWith('/'));
        Assert.True(Directory.Exists(folder));

        host.Signal("KILL");

        Assert.True(processes.Count >= Whole, $"{processes.Count} processes ran");
        await RunningProcess.UntilGone(processes);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task By_being_asked_to_closes_its_data_for_the_next()
    {
        using var data = new DataFolder();
        await using var host = await AppHostProcess.Start(data.Path);
        await host.Says("All is up");
        var processes = host.Processes;
        Assert.False(data.IsClosedWell);

        host.Signal("TERM");

        Assert.Equal(0, await host.Ends());
        await RunningProcess.UntilGone(processes);
        Assert.True(data.IsClosedWell);
    }
}

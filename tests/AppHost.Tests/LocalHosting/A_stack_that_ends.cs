using System.Diagnostics;

namespace ProjetK.AppHost.Tests.LocalHosting;

public sealed class A_stack_that_ends
{
    private static CancellationToken Patience => new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    [Fact]
    public async Task Leaves_no_process_and_no_data_behind()
    {
        await using var builder =
            await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(["--ephemeral"], Patience);
        var app = await builder.BuildAsync(Patience);
        await app.StartAsync(Patience);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("gateway", Patience);
        var folder = app.Stack.Folder.Path;
        var processes = Running.On(folder);

        await app.DisposeAsync();

        Assert.True(processes.Count >= 6, "two servers and four projects ran");
        await Running.UntilGone(processes, Patience);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task By_being_killed_leaves_no_process_behind()
    {
        var data = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using var host = StartAppHost(data);
        try
        {
            while (await host.StandardOutput.ReadLineAsync(Patience) is { } line && !line.StartsWith("All is up"))
                Assert.DoesNotContain("What to do", line);
            var processes = Running.On(data);

            host.Kill();

            Assert.True(processes.Count >= 6, "two servers and four projects ran");
            await Running.UntilGone(processes, Patience);
        }
        finally
        {
            host.Kill();
            Directory.Delete(data, recursive: true);
        }
    }

    private static Process StartAppHost(string data)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "AppHost"),
            ["--environment=Test", "--Gateway:HttpPort=0", "--Gateway:GrpcPort=0"])
        {
            RedirectStandardOutput = true,
            Environment = { ["PROJETK_DATA"] = data },
        };
        return Process.Start(start)!;
    }
}

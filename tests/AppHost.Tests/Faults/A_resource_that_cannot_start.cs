namespace ProjetK.AppHost.Tests;

public sealed class A_resource_that_cannot_start(A_resource_that_cannot_start.Broken broken) :
    IClassFixture<A_resource_that_cannot_start.Broken>
{
    [Fact]
    public void Is_named_with_the_end_of_its_log()
    {
        Assert.Contains("gateway was killed, or broke off:", broken.Output);
        Assert.Contains("/nonexistent", broken.Output);
    }

    [Fact]
    public void Is_named_with_what_to_do()
    {
        Assert.Contains("postgres stopped with exit code 78:", broken.Output);
        Assert.Contains("The data was written by PostgreSQL 9, which is not installed here.", broken.Output);
        Assert.Contains("What to do: install postgresql-9, or start afresh with --reset", broken.Output);
        Assert.Equal("9", broken.Version);
    }

    [Fact]
    public void Is_named_with_those_that_wait_for_it()
    {
        foreach (var service in new[] { "applications", "ecosystem", "funding", "identity" })
            Assert.Contains($"{service}-migrations waits for postgres.", broken.Output);
    }

    [Fact]
    public void Is_told_of_without_a_stack_trace() => Assert.DoesNotMatch(@"(?m)^ +at ", broken.Output);

    [Fact]
    public void Lets_the_stack_end_with_its_terminal() => Assert.Equal((0, true), (broken.ExitCode, broken.HasEnded));

    /// <summary>A stack with the data of a server that is too old and a certificate that is not there, until its
    /// terminal went away.</summary>
    public sealed class Broken : IAsyncLifetime
    {
        internal string Output { get; private set; } = "";

        internal string Version { get; private set; } = "";

        internal int ExitCode { get; private set; }

        internal bool HasEnded { get; private set; }

        public async ValueTask InitializeAsync()
        {
            using var data = new DataFolder();
            Directory.CreateDirectory(data.Of("postgres"));
            await File.WriteAllTextAsync(data.Of("postgres", "PG_VERSION"), "9");
            await using var host = await AppHostProcess.Start(
                data.Path, "--Gateway:Certificate:Path=/nonexistent", "--Gateway:HttpsPort=0");
            await Task.WhenAll(host.Says("gateway was killed"), host.Says("postgres stopped"));
            var processes = host.Processes;
            host.Signal("HUP");
            ExitCode = await host.Ends();
            await RunningProcess.UntilGone(processes);
            (Output, HasEnded) = (host.Output, true);
            Version = await File.ReadAllTextAsync(data.Of("postgres", "PG_VERSION"));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

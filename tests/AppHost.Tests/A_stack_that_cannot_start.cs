using System.Net;
using System.Net.Sockets;
using ProjetK.AppHost.Hosting;

namespace ProjetK.AppHost.Tests;

public sealed class A_stack_that_cannot_start
{
    [Fact]
    public async Task Names_the_port_that_is_taken_and_a_free_one()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        await using var host = await AppHostProcess.Start(data: null, $"--Gateway:HttpPort={port}");

        Assert.Equal(1, await host.Ends());
        Assert.Matches($"""
            ^Port {port} is taken by another program\.
            What to do: choose another port: --Gateway:HttpPort=\d+\.
            """, host.Output);
        Assert.DoesNotContain("   at ", host.Output);
    }

    [Fact]
    public async Task Tells_that_another_uses_its_data_and_how_to_run_beside_it()
    {
        using var data = new DataFolder();
        using var other = FileLock.TryTake(data.Of("lock"));

        await using var host = await AppHostProcess.Start(data.Path);

        Assert.Equal(1, await host.Ends());
        Assert.StartsWith($"Another stack runs on the data in {data.Path}.\nWhat to do: stop it, or ", host.Output);
        Assert.DoesNotContain("   at ", host.Output);
    }
}

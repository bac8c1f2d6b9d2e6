namespace ProjetK.AppHost.Tests;

[Collection(typeof(With_two_of_each))]
public sealed class A_server_that_dies(TwoOfEach stack)
{
    [Fact]
    public async Task Stays_dead_until_it_is_started_and_services_recover()
    {
        var gateway = (await stack.Processes("gateway", 1)).Single();
        string[] servers = ["broker", "postgres"];

        await Task.WhenAll(servers.Select(server => stack.Faults.KillAsync(server)));
        await stack.Faults.KillAsync("gateway");

        Assert.NotEqual(gateway, (await stack.Processes("gateway", 1)).Single());
        Assert.Empty(servers.SelectMany(stack.Faults.ProcessesOf));
        await Task.WhenAll(servers.Select(server => stack.Faults.StartAsync(server)));
        await Task.WhenAll(TwoOfEach.Services.Append("gateway").Select(stack.Healthy));
    }
}

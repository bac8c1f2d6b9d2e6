namespace ProjetK.AppHost.Tests;

public sealed class Starting_the_whole_system
{
    private static CancellationToken Patience => new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    [Fact]
    public async Task The_gateway_answers_when_it_is_healthy()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            ["--environment=Test", "--ephemeral", .. Stack.AnyPorts], Patience);
        await using var app = await builder.BuildAsync(Patience);
        await app.StartAsync(Patience);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("gateway", Patience);

        using var client = app.CreateHttpClient("gateway", "http");
        var answer = await client.GetAsync("/health", Patience);

        Assert.True(answer.IsSuccessStatusCode);
        Assert.NotEqual(client.BaseAddress, app.GetEndpoint("gateway", "grpc"));
        Assert.Contains("Username=funding;", await app.GetConnectionStringAsync("funding-database", Patience));
    }
}
